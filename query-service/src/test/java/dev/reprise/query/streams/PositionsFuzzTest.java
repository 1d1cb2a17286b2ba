package dev.reprise.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.Optional;

/// A `Last-Event-ID` is a place that is written and read as itself again, or none.
class PositionsFuzzTest {

    /// The input as it is, and as what an id holds under its Base64.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_place_or_none(byte[] input) {
        check(new String(input, UTF_8));
        check(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void check(String id) {
        Optional<Positions> read = Positions.decode(id);
        read.ifPresent(positions -> {
            String written = positions.encode();
            assertThat(written).hasSizeLessThanOrEqualTo(id.length());
            assertThat(Positions.decode(written)).hasValueSatisfying(again -> {
                assertThat(again.encode()).isEqualTo(written);
                assertThat(again.haveReached(positions) && positions.haveReached(again))
                        .isTrue();
            });
            assertThat(positions.areBefore(0, -1)).isFalse();
            assertThat(positions.areBefore(0, Long.MAX_VALUE)).isTrue();
        });
    }
}
