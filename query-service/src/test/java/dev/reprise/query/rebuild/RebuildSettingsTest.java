package dev.reprise.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RebuildSettingsTest {

    private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

    @Test
    void a_rebuild_takes_half_a_gibibyte_two_threads_and_a_twentieth_of_its_time_beside_readers() {
        assertThat(bound(Map.of())).isEqualTo(new RebuildSettings(DataSize.ofMegabytes(512), 2, CHECKPOINTS, 0.05));
    }

    @Test
    void every_setting_can_be_set() {
        Map<String, String> set = Map.of(
                "reprise.rebuild.memory", "64MB",
                "reprise.rebuild.threads", "3",
                "reprise.rebuild.checkpoint-every", "5s",
                "reprise.rebuild.readers-share", "0.5");
        assertThat(bound(set)).isEqualTo(new RebuildSettings(DataSize.ofMegabytes(64), 3, CHECKPOINTS, 0.5));
    }

    @Test
    void threads_share_the_memory_and_never_take_more_than_the_heap_has() {
        assertThat(new RebuildSettings(DataSize.ofMegabytes(8), 2, CHECKPOINTS, 1).bytesPerThread())
                .isEqualTo(4 << 20);
        assertThat(new RebuildSettings(DataSize.ofTerabytes(1), 1, CHECKPOINTS, 1).bytesPerThread())
                .isLessThan(Runtime.getRuntime().maxMemory() / 2);
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        DataSize some = DataSize.ofMegabytes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new RebuildSettings(some, 0, CHECKPOINTS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RebuildSettings(some, 1, CHECKPOINTS, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RebuildSettings(some, 1, CHECKPOINTS, 1.1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RebuildSettings(DataSize.ofBytes(0), 1, CHECKPOINTS, 1));
    }

    private static RebuildSettings bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("reprise.rebuild", RebuildSettings.class);
    }
}
