package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `./reprise demo`, as someone tries it first. The command knows the embedded system only.
@Tag("embedded")
@ExtendWith(OneSystem.class)
class DemoIT {

    private final EmbeddedSystem system;

    DemoIT(RunningSystem system) {
        this.system = (EmbeddedSystem) system;
    }

    @Test
    void the_demo_ends_well_and_misses_nothing() {
        EmbeddedSystem.Ended demo = system.reprise("demo", "--posts", "30", "--comments", "200", "--seed", "7");

        assertThat(demo.output()).contains("comments missing        0");
        assertThat(demo.status()).isZero();
    }
}
