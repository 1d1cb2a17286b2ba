package dev.reprise.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    private static final long YEAR_10000 = 253_402_300_800L;

    @Test
    void our_own_form_is_read_as_the_platform_reads_it() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-YEAR_10000 / 5, YEAR_10000);
            long millis = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000);
            String text = Instant.ofEpochSecond(second, millis * 1_000_000).toString();

            assertThat(InstantText.isOurs(text)).as("%s of seed %d", text, seed).isTrue();
            assertThat(InstantText.parse(text)).as("seed %d", seed).isEqualTo(Instant.parse(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "2026-05-04T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-05-04T09:30:00.1Z",
                "2026-05-04T09:30:00.123456789Z",
                "2026-05-04T09:30:00.125+02:00",
                "2026-05-04t09:30:00z",
                "+12026-05-04T09:30:00Z"
            })
    void other_forms_are_read_as_the_platform_reads_them(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-29T09:30:00Z",
                "2026-04-31T09:30:00.125Z",
                "2026-13-01T09:30:00Z",
                "2026-00-01T09:30:00Z",
                "2026-05-00T09:30:00Z",
                "2026-05-04T25:30:00Z",
                "2026-05-04T09:60:00Z",
                "2026-05-04T09:30:61Z",
                "2026-05-04T09:30:00.12:Z",
                "2026-05-04T09:30:00.125",
                "2026-05-04 09:30:00.125Z",
                "２026-05-04T09:30:00Z"
            })
    void what_is_no_time_is_refused_as_the_platform_refuses_it(String text) {
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
