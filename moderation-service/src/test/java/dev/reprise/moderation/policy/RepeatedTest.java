package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.NOON;
import static dev.reprise.moderation.policy.Comments.earlier;
import static dev.reprise.moderation.policy.Comments.entry;
import static dev.reprise.moderation.policy.Comments.past;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatedTest {

    private static final Repeated TEN_MINUTES = new Repeated(Duration.ofMinutes(10));

    @Test
    void the_same_text_in_another_case_spacing_or_disguise_applies() {
        Past past = past(earlier(Duration.ofMinutes(5), "Buy  my\nhat"));

        assertThat(TEN_MINUTES.find(saying(" BUY MY hat ", past))).isPresent();
        assertThat(TEN_MINUTES.find(saying("ＢＵＹ m\u200By hat", past))).isPresent();
        assertThat(TEN_MINUTES.find(saying("Buy my hats", past))).isEmpty();
    }

    @Test
    void what_was_said_longer_ago_or_later_does_not_count() {
        assertThat(TEN_MINUTES.find(saying("hat", past(earlier(Duration.ofMinutes(10), "hat")))))
                .isEmpty();
        assertThat(TEN_MINUTES.find(saying("hat", past(earlier(Duration.ofMinutes(-1), "hat")))))
                .isEmpty();
    }

    @Test
    void a_comment_does_not_repeat_itself() {
        Submission edited = saying("hat");
        Past own = past(entry(edited.commentId(), 1, NOON.minusSeconds(60), "hat"));

        assertThat(TEN_MINUTES.find(new Submission(edited.commentId(), 2, edited.content(), NOON, own)))
                .isEmpty();
    }

    @Test
    void an_edit_that_says_what_another_comment_said_applies() {
        Past past = past(earlier(Duration.ofMinutes(5), "harmless"), earlier(Duration.ofMinutes(3), "spam"));
        Submission edit = saying("spam", past);

        assertThat(TEN_MINUTES.find(new Submission(edit.commentId(), 7, edit.content(), NOON, past)))
                .isPresent();
    }
}
