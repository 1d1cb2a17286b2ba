package dev.reprise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/// A duration is one that time can be moved by, or none.
class DurationArgumentFuzzTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_duration_or_none(byte[] input) {
        String text = new String(input, UTF_8);
        Optional<Duration> duration = DurationArgument.parse(text);
        if (duration.isEmpty()) {
            assertThatThrownBy(() -> new DurationArgument().convert(text)).isInstanceOf(TypeConversionException.class);
            return;
        }
        assertThat(duration.get()).isGreaterThanOrEqualTo(Duration.ZERO);
        assertThat(NOW.plus(duration.get()).minus(duration.get())).isEqualTo(NOW);
        assertThat(text).startsWith(text.replaceAll("[a-z]+$", "")).matches("[0-9]+(ms|[smhd])");
        long unit = text.endsWith("ms")
                ? 1
                : DurationArgument.parse("1" + text.charAt(text.length() - 1))
                        .orElseThrow()
                        .toMillis();
        assertThat(duration.get().toMillis()).isEqualTo(Long.parseLong(text.replaceAll("[a-z]+$", "")) * unit);
    }
}
