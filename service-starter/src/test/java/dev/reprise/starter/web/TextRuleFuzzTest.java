package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.text.Normalizer;

/// What a rule lets through is stored as it was let through, and is let through again.
class TextRuleFuzzTest {

    private static final TextRule RULE = new TextRule("title", 1, 20);

    /// In an input `<` and `>` stand for the halves of a surrogate pair.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void what_is_stored_keeps_to_the_rule(byte[] input) {
        String text = new String(input, UTF_8).replace('<', '\ud83d').replace('>', '\ude00');
        String stored = TextRule.normalized(text);
        assertThat(TextRule.normalized(stored)).isEqualTo(stored);
        assertThat(RULE.check(stored)).isEqualTo(RULE.check(text));
        if (RULE.check(text).isEmpty()) {
            assertThat(stored).isNotBlank();
            assertThat(stored.codePointCount(0, stored.length())).isBetween(1, 20);
            assertThat(new String(stored.getBytes(UTF_8), UTF_8)).isEqualTo(stored);
            assertThat(Normalizer.isNormalized(stored, Normalizer.Form.NFC)).isTrue();
        }
    }
}
