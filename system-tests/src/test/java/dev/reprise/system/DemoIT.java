package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `./reprise demo`, as someone tries it first.
@ExtendWith(OneSystem.class)
class DemoIT {

    private final RunningSystem system;

    DemoIT(RunningSystem system) {
        this.system = system;
    }

    @Test
    void the_demo_ends_well_and_misses_nothing() {
        assumeTrue(system instanceof EmbeddedSystem, "the command knows the embedded system only");
        if (system instanceof EmbeddedSystem embedded) {
            EmbeddedSystem.Ended demo = embedded.reprise("demo", "--posts", "30", "--comments", "200", "--seed", "7");

            assertThat(demo.output()).contains("comments missing        0");
            assertThat(demo.status()).isZero();
        }
    }
}
