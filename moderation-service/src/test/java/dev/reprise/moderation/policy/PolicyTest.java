package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Rule LEMON = new Rule("lemon", Verdict.HELD, new ContainsText(List.of("lemon")));
    private static final Rule ORANGE = new Rule("orange", Verdict.REJECTED, new ContainsText(List.of("orange")));

    @Test
    void the_first_rule_that_applies_decides() {
        assertThat(new Policy(2, List.of(LEMON, ORANGE)).screen(saying("oranges and lemons")))
                .isEqualTo(new Screened.Matched(
                        new Match(Verdict.HELD, "lemon", new Excerpt("lemon", 12, 5), "contains \"lemon\"")));
        assertThat(new Policy(2, List.of(ORANGE, LEMON)).screen(saying("oranges and lemons")))
                .isInstanceOfSatisfying(
                        Screened.Matched.class,
                        matched -> assertThat(matched.match().ruleId()).isEqualTo("orange"));
    }

    @Test
    void a_comment_to_which_no_rule_applies_passes() {
        assertThat(new Policy(2, List.of(LEMON, ORANGE)).screen(saying("a quince")))
                .isEqualTo(new Screened.Passed());
        assertThat(new Policy(2, List.of()).screen(saying("an orange"))).isEqualTo(new Screened.Passed());
    }

    @Test
    void it_looks_back_when_one_of_its_rules_does() {
        assertThat(new Policy(2, List.of(LEMON, ORANGE)).looksBack()).isFalse();
        assertThat(new Policy(2, List.of(LEMON, new Rule("new", Verdict.HELD, new NewAuthor(1)))).looksBack())
                .isTrue();
    }
}
