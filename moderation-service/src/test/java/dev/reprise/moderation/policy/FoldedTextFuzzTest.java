package dev.reprise.moderation.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.Function;

/// What is found in a folded text stands in the written one, where the excerpt says, and is that text folded.
class FoldedTextFuzzTest {

    /// Longer texts show nothing that shorter ones don't, and take their time.
    private static final int MOST = 100;

    /// In an input `<` and `>` stand for the halves of a surrogate pair.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void an_excerpt_is_what_was_written_of_what_was_found(byte[] input) {
        String written = new String(input, UTF_8).replace('<', '\ud83d').replace('>', '\ude00');
        if (written.length() > MOST) {
            return;
        }
        check(written, FoldedText::of);
        check(written, FoldedText::inCase);
    }

    private static void check(String written, Function<String, FoldedText> folding) {
        FoldedText folded = folding.apply(written);
        String text = folded.text();
        assertThat(folding.apply(text).text()).isEqualTo(text);
        for (int from : new int[] {0, text.length() / 2, text.length() - 1}) {
            if (from >= 0 && from < text.length()) {
                for (int to : new int[] {from + 1, text.length()}) {
                    Excerpt excerpt = folded.excerpt(from, to);
                    int start = written.offsetByCodePoints(0, excerpt.start());
                    int end = written.offsetByCodePoints(start, excerpt.length());
                    assertThat(excerpt.text()).isNotEmpty().isEqualTo(written.substring(start, end));
                    assertThat(folding.apply(excerpt.text()).text()).contains(text.substring(from, to));
                }
            }
        }
    }
}
