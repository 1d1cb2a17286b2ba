package dev.reprise.cli.caughtup;

import dev.reprise.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/// Waits until nothing is on its way any more.
///
/// One look has to see it all: the ends first, then that every projection has reached them and every outbox is
/// empty, then that the ends are still the same. What was written while it looked is either on a topic by then,
/// or in an outbox that was looked at, or was written after this began.
public record CaughtUp(TopicEnds ends, Projections projections) {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// @return what is behind still; empty when nothing is
    /// @throws CommandFailure when a service doesn't answer the first look
    public List<Behind> await(Instant deadline) throws ExecutionException, InterruptedException {
        List<Behind> behind = look();
        while (!behind.isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.sleep(BETWEEN_LOOKS);
            try {
                behind = look();
            } catch (CommandFailure away) {
                behind = List.of(Behind.because("services", String.valueOf(away.getMessage())));
            }
        }
        return behind.isEmpty() ? behind : whole(behind);
    }

    /// Outboxes are asked for when nothing else is behind; who gives up is told of them all the same.
    private List<Behind> whole(List<Behind> behind) throws ExecutionException, InterruptedException {
        try {
            List<Behind> all = projections.behind(ends.now());
            return all.isEmpty() ? behind : all;
        } catch (CommandFailure away) {
            return behind;
        }
    }

    private List<Behind> look() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> before = ends.now();
        List<Behind> lagging = projections.lagging(before);
        if (!lagging.isEmpty()) {
            return lagging;
        }
        List<Behind> behind = projections.behind(before);
        if (behind.isEmpty() && !ends.now().equals(before)) {
            return List.of(Behind.because("broker", "topics grow while they are looked at"));
        }
        return behind;
    }
}
