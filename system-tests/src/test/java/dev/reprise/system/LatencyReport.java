package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Measures how long a comment takes from its POST until readers see it approved, one at a time. It asserts no times;
/// run it on a machine that does nothing else:
///
///     ./mvnw -pl system-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
///         -Dit.test=LatencyReport -Dfailsafe.failIfNoSpecifiedTests=false verify
@ExtendWith(OneSystem.class)
class LatencyReport {

    private static final int WARM_UP = 200;
    private static final int COMMENTS = 500;

    private final Api api;

    LatencyReport(Api api) {
        this.api = api;
    }

    @Test
    void from_post_to_visible() {
        UUID postId = api.post("ada", "Latency").id();
        api.awaitCount(postId, 0);
        for (int i = 0; i < WARM_UP; i++) {
            untilApproved(postId, "warm-up " + i);
        }
        double[] milliseconds = new double[COMMENTS];
        for (int i = 0; i < COMMENTS; i++) {
            milliseconds[i] = untilApproved(postId, "comment " + i) / 1e6;
        }

        Arrays.sort(milliseconds);
        System.out.printf(
                "comment POST until visible as approved, ms: p50 %.1f, p90 %.1f, p99 %.1f, longest %.1f (%d"
                        + " comments)%n",
                milliseconds[COMMENTS / 2],
                milliseconds[COMMENTS * 9 / 10],
                milliseconds[COMMENTS * 99 / 100],
                milliseconds[COMMENTS - 1],
                COMMENTS);
        assertThat(api.awaitCount(postId, WARM_UP + COMMENTS)
                        .path("commentCount")
                        .asInt())
                .isEqualTo(WARM_UP + COMMENTS);
    }

    /// Nanoseconds. The approval is the comment's second event, and query-service tells by itself when it has that.
    private long untilApproved(UUID postId, String content) {
        long start = System.nanoTime();
        UUID id = api.comment("bob", postId, content).id();
        String approval = new ConsistencyToken(Topic.COMMENTS, postId, id, 2).encode();
        patiently()
                .until(() -> api.read("/posts?limit=1&wait=10000")
                                .seeing(approval)
                                .send()
                                .status()
                        == 200);
        return System.nanoTime() - start;
    }
}
