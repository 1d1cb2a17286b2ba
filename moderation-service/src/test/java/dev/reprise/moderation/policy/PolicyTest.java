package dev.reprise.moderation.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final Policy INITIAL = Policy.initial();

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
                "🎶 orange 🎶|orange",
                "𝐨𝐫𝐚𝐧𝐠𝐞|𝐨𝐫𝐚𝐧𝐠𝐞",
                "ora\u200D\u2060nge!|ora\u200D\u2060nge"
            })
    void a_comment_with_orange_in_it_is_rejected_whatever_its_disguise(String content, String matched) {
        assertThat(INITIAL.screen(content))
                .contains(new Match(Verdict.REJECTED, "orange", matched, "contains \"orange\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A good read.", "o range", "orang", "or ange", "arange", "\u200B", "🎶"})
    void any_other_comment_is_approved(String content) {
        assertThat(INITIAL.screen(content)).isEmpty();
    }

    @Test
    void the_first_rule_that_applies_decides() {
        Policy policy = new Policy(
                2,
                List.of(
                        new ContainsText("lemon", Verdict.HELD, "lemon"),
                        new ContainsText("orange", Verdict.REJECTED, "orange")));

        assertThat(policy.screen("oranges and lemons").orElseThrow().ruleId()).isEqualTo("lemon");
    }

    @Test
    void the_needle_may_be_written_in_any_case() {
        assertThat(new ContainsText("street", Verdict.HELD, "STRASSE").match("Straße"))
                .map(Match::matched)
                .contains("Straße");
    }

    @Test
    void an_empty_needle_matches_nothing() {
        assertThat(new ContainsText("empty", Verdict.REJECTED, "\u200B").match("anything"))
                .isEmpty();
    }
}
