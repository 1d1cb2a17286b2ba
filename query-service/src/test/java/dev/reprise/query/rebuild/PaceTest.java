package dev.reprise.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Only lower bounds: how much longer a rest takes is the machine's affair.
class PaceTest {

    private final AtomicBoolean readers = new AtomicBoolean();

    @Test
    void a_limit_is_kept_however_fast_the_work_is() {
        Pace pace = new Pace(1_000, readers::get, 1);
        Duration took = timed(() -> {
            for (int i = 0; i < 5; i++) {
                pace.folded(20, 0);
            }
        });
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(95));
    }

    @Test
    void work_beside_readers_is_followed_by_rest_in_proportion_and_in_small_bulks() {
        Pace pace = new Pace(0, readers::get, 0.25);
        int alone = pace.documents();
        readers.set(true);

        Duration took = timed(() -> pace.wrote(Duration.ofMillis(20).toNanos()));

        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(60));
        assertThat(pace.documents()).isLessThan(alone);
    }

    @Test
    void an_interruption_ends_the_rest_and_is_kept() {
        readers.set(true);
        Pace pace = new Pace(0, readers::get, 0.001);
        Thread.currentThread().interrupt();

        Duration took = timed(() -> pace.wrote(Duration.ofSeconds(60).toNanos()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(took).isLessThan(Duration.ofSeconds(60));
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
