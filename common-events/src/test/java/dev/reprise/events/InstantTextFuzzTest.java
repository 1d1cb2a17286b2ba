package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// A time is read as the platform reads it, and refused where the platform refuses it.
class InstantTextFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_time_is_read_as_the_platform_reads_it(byte[] input) {
        String text = new String(input, UTF_8);
        Instant platform = platform(text);
        if (InstantText.isOurs(text)) {
            assertThat(InstantText.read(text)).isEqualTo(platform);
        } else if (platform != null) {
            assertThat(InstantText.parse(text)).isEqualTo(platform);
            assertThat(isWrittenByUs(platform, text)).isFalse();
        } else {
            assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
        }
    }

    /// What we write is by far the most there is: none of it may go the slow way.
    private static boolean isWrittenByUs(Instant time, String text) {
        return time.equals(time.truncatedTo(MILLIS))
                && Character.isDigit(text.charAt(0))
                && text.equals(time.toString());
    }

    private static @Nullable Instant platform(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
