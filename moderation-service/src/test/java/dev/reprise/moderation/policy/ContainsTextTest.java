package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.matched;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainsTextTest {

    private static final ContainsText ORANGE = new ContainsText(List.of("orange"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orange|orange",
                "An ORANGE read|ORANGE",
                "blOrAnGeade|OrAnGe",
                "oranges and lemons|orange",
                "ＯＲＡＮＧＥ|ＯＲＡＮＧＥ",
                "o\u00ADra\u200Bnge|o\u00ADra\u200Bnge",
                "or\uFE0Fange|or\uFE0Fange",
                "o\u034Fr\u180Ea\u3164n\uFFA0g\uDB40\uDC41e|o\u034Fr\u180Ea\u3164n\uFFA0g\uDB40\uDC41e",
                "🎶 orange 🎶|orange",
                "𝐨𝐫𝐚𝐧𝐠𝐞|𝐨𝐫𝐚𝐧𝐠𝐞",
                "ⓞⓡⓐⓝⓖⓔ|ⓞⓡⓐⓝⓖⓔ",
                "ora\u200D\u2060nge!|ora\u200D\u2060nge"
            })
    void a_text_is_found_anywhere_whatever_its_disguise(String content, String found) {
        assertThat(matched(ORANGE, content)).contains(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A good read.", "o range", "orang", "or ange", "arange", "\u200B", "🎶", "òrange", "оrange"})
    void other_texts_are_not(String content) {
        assertThat(matched(ORANGE, content)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "STRASSE,Straße",
        "straße,STRASSE",
        "ΣΊΣΥΦΟΣ,Σίσυφος",
        "office,oﬃce",
        "café,CAFE\u0301",
        "cafe\u0301,Café",
        "ǆungla,ǅUNGLA",
        "한국,한국",
        "ｶﾞ,ガ"
    })
    void both_sides_are_folded(String text, String content) {
        assertThat(matched(new ContainsText(List.of(text)), content)).contains(content);
    }

    @Test
    void the_place_counts_characters_of_what_was_written() {
        assertThat(ORANGE.find(saying("🎶🎶 ﬁne o\u00ADrange 🎶")).orElseThrow().excerpt())
                .isEqualTo(new Excerpt("o\u00ADrange", 7, 7));
    }

    @Test
    void of_many_texts_the_one_that_ends_first_is_told() {
        ContainsText fruit = new ContainsText(List.of("lemon", "Orange", "range"));

        Finding finding = fruit.find(saying("An ORANGE and a lemon")).orElseThrow();

        assertThat(finding.reason()).isEqualTo("contains \"Orange\"");
        assertThat(matched(fruit, "a lemon")).contains("lemon");
    }

    @Test
    void a_match_that_ends_within_a_ligature_is_the_whole_ligature() {
        assertThat(matched(new ContainsText(List.of("off")), "an oﬃce")).contains("oﬃ");
    }
}
