package dev.reprise.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class FoldedTextTest {

    private static final List<String> PIECES = List.of(
            "a",
            "Z",
            " ",
            "e\u0301",
            "é",
            "\u00AD",
            "\u200B",
            "\u0308",
            "ﬃ",
            "ß",
            "İ",
            "Σ",
            "ς",
            "한",
            "ᄒ",
            "ᅡ",
            "ᆫ",
            "ガ",
            "ｶ",
            "ﾞ",
            "🎶",
            "👩\u200D👩",
            "\uFE0F",
            "ＯＲ",
            "½",
            "㎏",
            "\u0345",
            "ᾳ",
            "Å",
            "\uD83C\uDDE9",
            "\u0327",
            "ǅ",
            "\u3164");

    private static final List<Function<String, FoldedText>> FOLDS = List.of(FoldedText::of, FoldedText::inCase);

    /// Folding by pieces, as an excerpt does, has to give what folding the whole gives.
    @Test
    void every_character_of_any_text_is_found_where_it_was_written() {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder written = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                written.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String text = written.toString();
            for (Function<String, FoldedText> fold : FOLDS) {
                FoldedText folded = fold.apply(text);
                int length = folded.text().length();
                if (length > 0) {
                    int from = random.nextInt(length);
                    int to = from + 1 + random.nextInt(length - from);
                    Excerpt excerpt = folded.excerpt(from, to);
                    int start = text.offsetByCodePoints(0, excerpt.start());
                    String before = fold.apply(text.substring(0, start)).text();
                    String within = fold.apply(excerpt.text()).text();
                    String after = fold.apply(
                                    text.substring(start + excerpt.text().length()))
                            .text();
                    assertThat(before + within + after)
                            .as("-Dreprise.seed=%d, %s from %d to %d", seed, text, from, to)
                            .isEqualTo(folded.text());
                    assertThat(before.length()).isLessThanOrEqualTo(from);
                    assertThat(before.length() + within.length()).isGreaterThanOrEqualTo(to);
                }
            }
        }
    }
}
