package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.matched;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainsWordTest {

    private static final ContainsWord CAN = new ContainsWord(List.of("can"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "can|can",
                "Yes, you CAN!|CAN",
                "tin-can|can",
                "(can)|can",
                "𝕔𝕒𝕟 do|𝕔𝕒𝕟",
                "c\u00ADa\u200Bn do|c\u00ADa\u200Bn",
                "scant, but can|can",
                "¿can?|can"
            })
    void a_word_is_found_whatever_its_disguise(String content, String found) {
        assertThat(matched(CAN, content)).contains(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scan",
                "canned",
                "can't",
                "can’t",
                "can_opener",
                "can2",
                "s\u00ADcan",
                "s\u200Bcan",
                "cañ",
                "can\u0301"
            })
    void a_part_of_a_word_is_not(String content) {
        assertThat(matched(CAN, content)).isEmpty();
    }

    @Test
    void phrases_and_words_of_scripts_without_spaces_are_found() {
        ContainsWord words = new ContainsWord(List.of("blood orange", "橙"));

        assertThat(matched(words, "A Blood Orange.")).contains("Blood Orange");
        assertThat(matched(words, "吃橙子")).contains("橙");
    }

    @Test
    void the_reason_names_the_word() {
        assertThat(CAN.find(saying("CAN")).orElseThrow().reason()).isEqualTo("contains the word \"can\"");
    }
}
