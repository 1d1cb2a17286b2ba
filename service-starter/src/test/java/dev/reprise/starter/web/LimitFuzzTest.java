package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// A limit is what a number of any length from 1 to 100 is; everything else is refused.
class LimitFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_number_from_1_to_100_or_refused(byte[] input) {
        String text = new String(input, UTF_8);
        BigInteger number = number(text);
        if (number != null && number.signum() > 0 && number.compareTo(BigInteger.valueOf(Limit.MOST)) <= 0) {
            assertThat(Limit.parse(text, 20)).isEqualTo(number.intValueExact());
        } else {
            assertThatThrownBy(() -> Limit.parse(text, 20))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(Problems.invalidLimit()));
        }
    }

    private static @Nullable BigInteger number(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
