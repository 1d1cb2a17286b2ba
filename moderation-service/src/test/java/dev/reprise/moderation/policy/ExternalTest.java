package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.Verdict;
import dev.reprise.moderation.policy.Screened.Asks;
import dev.reprise.moderation.policy.Screened.Matched;
import dev.reprise.moderation.policy.Screened.Passed;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExternalTest {

    private static final External TOXICITY = new External("toxicity", Set.of("toxic", "spam"), Set.of("fine"));
    private static final Policy POLICY = new Policy(
            3,
            List.of(
                    new Rule("fruit", Verdict.REJECTED, new ContainsText(List.of("orange"))),
                    new Rule("toxic", Verdict.REJECTED, TOXICITY)));

    @Test
    void a_classifier_is_asked_only_when_no_rule_before_decides() {
        assertThat(POLICY.screen(saying("an orange"))).isInstanceOf(Matched.class);
        assertThat(POLICY.screen(saying("a quince"))).isEqualTo(new Asks("toxicity"));
    }

    @Test
    void a_flagged_label_applies_and_a_clean_one_does_not() {
        assertThat(screened(new Answer.Label("spam")))
                .isEqualTo(new Matched(
                        new Match(Verdict.REJECTED, "toxic", null, "the classifier toxicity calls it spam")));
        assertThat(screened(new Answer.Label("fine"))).isEqualTo(new Passed());
    }

    @Test
    void whatever_is_no_answer_holds_the_comment() {
        assertThat(screened(new Answer.None("did not answer in time")))
                .isEqualTo(new Matched(
                        new Match(Verdict.HELD, "toxic", null, "the classifier toxicity did not answer in time")));
        assertThat(screened(new Answer.Label("Spam")))
                .isInstanceOfSatisfying(
                        Matched.class,
                        matched -> assertThat(matched.match().outcome()).isEqualTo(Verdict.HELD));
    }

    @Test
    void nothing_is_decided_without_having_asked() {
        assertThatThrownBy(() -> TOXICITY.find(saying("a quince"))).isInstanceOf(IllegalStateException.class);
    }

    private static Screened screened(Answer answer) {
        return POLICY.screen(saying("a quince").with("toxicity", answer));
    }
}
