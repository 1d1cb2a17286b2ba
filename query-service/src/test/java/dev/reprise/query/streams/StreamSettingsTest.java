package dev.reprise.query.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StreamSettingsTest {

    @Test
    void streams_are_bounded_without_a_setting() {
        assertThat(bound(Map.of()))
                .isEqualTo(new StreamSettings(500, 50, Duration.ofSeconds(15), DataSize.ofMegabytes(4), 1_000));
    }

    @Test
    void every_setting_can_be_set() {
        Map<String, String> set = Map.of(
                "reprise.streams.total", "7",
                "reprise.streams.per-client", "2",
                "reprise.streams.heartbeat", "3s",
                "reprise.streams.window", "1MB",
                "reprise.streams.behind", "5");
        assertThat(bound(set)).isEqualTo(new StreamSettings(7, 2, Duration.ofSeconds(3), DataSize.ofMegabytes(1), 5));
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        Duration beat = Duration.ofSeconds(1);
        DataSize some = DataSize.ofMegabytes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamSettings(0, 1, beat, some, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamSettings(1, 0, beat, some, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamSettings(1, 1, Duration.ZERO, some, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamSettings(1, 1, beat, some, 0));
    }

    private static StreamSettings bound(Map<String, String> set) {
        return new Binder(new MapConfigurationPropertySource(set))
                .bindOrCreate("reprise.streams", StreamSettings.class);
    }
}
