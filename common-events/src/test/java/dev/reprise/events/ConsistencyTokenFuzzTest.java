package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.Optional;

/// A text is a token that is written and read as itself again, or none.
class ConsistencyTokenFuzzTest {

    /// The input as it is, and as what a token holds under its Base64.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_token_or_none(byte[] input) {
        check(new String(input, UTF_8));
        check(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void check(String text) {
        Optional<ConsistencyToken> token = ConsistencyToken.decode(text);
        token.ifPresent(read -> {
            assertThat(read.sequence()).isPositive();
            assertThat(text).hasSizeLessThanOrEqualTo(200);
        });
        assertThat(token.map(ConsistencyToken::encode).flatMap(ConsistencyToken::decode))
                .isEqualTo(token);
    }
}
