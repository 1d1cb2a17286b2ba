package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.NOON;
import static dev.reprise.moderation.policy.Comments.earlier;
import static dev.reprise.moderation.policy.Comments.entry;
import static dev.reprise.moderation.policy.Comments.past;
import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FloodTest {

    private static final Flood TWO = new Flood(2);

    @Test
    void the_third_comment_within_a_minute_is_too_many_where_two_may_be() {
        Past past = past(earlier(Duration.ofSeconds(59), "a"), earlier(Duration.ofSeconds(1), "b"));

        assertThat(TWO.find(saying("c", past)).orElseThrow().reason())
                .isEqualTo("is comment 3 of its author within a minute, over 2");
    }

    @Test
    void comments_of_a_minute_ago_and_later_ones_do_not_count() {
        Past past = past(
                earlier(Duration.ofSeconds(60), "a"),
                earlier(Duration.ofSeconds(1), "b"),
                earlier(Duration.ofSeconds(-1), "c"));

        assertThat(TWO.find(saying("d", past))).isEmpty();
    }

    @Test
    void an_edited_comment_counts_once() {
        UUID other = Ids.next();
        Past past = past(
                entry(other, 1, NOON.minusSeconds(30), "a"),
                entry(other, 2, NOON.minusSeconds(20), "b"),
                entry(other, 3, NOON.minusSeconds(10), "c"));

        assertThat(TWO.find(saying("d", past))).isEmpty();
    }
}
