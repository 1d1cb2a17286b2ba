package dev.reprise.cli.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.cli.events.FromOption.Beginning;
import dev.reprise.cli.events.FromOption.Head;
import dev.reprise.cli.events.FromOption.Offset;
import dev.reprise.cli.events.FromOption.Time;
import java.time.Instant;
import picocli.CommandLine.TypeConversionException;

/// Where reading begins is somewhere that the broker can be asked for, or refused.
class FromOptionFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_place_to_begin_or_refused(byte[] input) {
        String text = new String(input, UTF_8);
        FromOption from;
        try {
            from = new FromOption.Converter().convert(text);
        } catch (TypeConversionException e) {
            assertThat(e).message().startsWith("'" + text + "' is neither");
            return;
        }
        switch (from) {
            case Beginning() -> assertThat(text).isEqualTo("beginning");
            case Head() -> assertThat(text).isEqualTo("head");
            case Offset(long offset) -> assertThat(offset).isNotNegative();
            case Time(Instant time) -> assertThat(time.toEpochMilli()).isNotNegative();
        }
    }
}
