package dev.reprise.post.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.restore.PartitionFold;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestoredPostsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();

    private final PostCreated created = new PostCreated(ID, "Title", "Body", "ada", NOW);
    private final PostUpdated updated = new PostUpdated(ID, "Other title", "Body", NOW.plusSeconds(1));
    private final PostDeleted deleted = new PostDeleted(ID, NOW.plusSeconds(2));
    private final PartitionFold<Post> fold = new PartitionFold<>(new AuthoringConfiguration().restoredPosts());

    @Test
    void a_post_is_the_fold_of_its_events() {
        fold.own(event(1, created));
        fold.own(event(2, updated));

        Post kept = Post.opened(created).after(updated);
        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, kept));
    }

    @Test
    void a_deleted_post_stays_deleted() {
        fold.own(event(1, created));
        fold.own(event(2, deleted));
        fold.own(event(1, created));

        Post kept = Post.opened(created).after(deleted);
        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, kept));
    }

    private static EventEnvelope event(long sequence, PostEvent data) {
        return new EventEnvelope(Ids.next(), "/post-service", sequence, NOW, Ids.next(), null, null, data);
    }
}
