package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.NOON;
import static dev.reprise.moderation.policy.Comments.earlier;
import static dev.reprise.moderation.policy.Comments.entry;
import static dev.reprise.moderation.policy.Comments.past;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewAuthorTest {

    private static final NewAuthor TWO = new NewAuthor(2);

    @Test
    void the_first_comments_apply_and_later_ones_do_not() {
        Past one = past(earlier(Duration.ofDays(9), "first"));

        assertThat(TWO.find(saying("first", Past.NONE)).orElseThrow().reason())
                .isEqualTo("is comment 1 of its author; the first 2 are looked at");
        assertThat(TWO.find(saying("second", one))).isPresent();
        assertThat(TWO.find(saying("third", one.with(earlier(Duration.ofDays(8), "second")))))
                .isEmpty();
    }

    @Test
    void an_edit_of_a_first_comment_applies_however_many_came_since() {
        Submission first = saying("first");
        Past past = past(entry(first.commentId(), 1, NOON.minusSeconds(900), "first"));
        for (int i = 0; i < 150; i++) {
            past = past.with(earlier(Duration.ofSeconds(i), "more"));
        }

        assertThat(TWO.find(new Submission(first.commentId(), 2, first.content(), NOON, past)))
                .isPresent();
        assertThat(TWO.find(saying("another", past))).isEmpty();
    }
}
