package dev.reprise.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostTest {

    private static final UUID ID = Ids.next();
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-01T18:00:00Z");

    private final Post opened = Post.opened(new PostCreated(ID, "Bread", "Rye", "ada", MORNING));

    @Test
    void a_new_post_was_last_changed_when_it_was_created() {
        assertThat(opened).isEqualTo(new Post("Bread", "Rye", "ada", MORNING, MORNING, false));
    }

    @Test
    void an_update_replaces_the_text_and_leaves_author_and_creation() {
        Post updated = opened.after(new PostUpdated(ID, "Cake", "", NOON));

        assertThat(updated).isEqualTo(new Post("Cake", "", "ada", MORNING, NOON, false));
    }

    @Test
    void a_deleted_post_keeps_its_author_and_loses_its_text() {
        Post deleted = opened.after(new PostUpdated(ID, "Cake", "", NOON)).after(new PostDeleted(ID, EVENING));

        assertThat(deleted).isEqualTo(new Post("", "", "ada", MORNING, EVENING, true));
    }

    @Test
    void the_state_is_the_fold_of_its_events_from_the_first() {
        PostCreated first = new PostCreated(ID, "Soup", "", "bob", NOON);

        assertThat(opened.after(first)).isEqualTo(Post.opened(first));
    }
}
