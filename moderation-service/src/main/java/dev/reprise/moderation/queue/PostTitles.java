package dev.reprise.moderation.queue;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/// The posts' titles, and which posts are gone, as far as this service has heard. Thread-safe.
@Component
public final class PostTitles {

    private static final String COLLECTION = "post_titles";

    /// What is known of a post.
    ///
    /// @param title absent of one that is gone
    record KnownPost(@Nullable String title, boolean gone) {}

    private final MongoTemplate mongo;
    private final NewerVersions written;

    PostTitles(MongoTemplate mongo) {
        this.mongo = mongo;
        this.written = new NewerVersions(mongo, COLLECTION);
    }

    void heard(PostEvent event, long sequence) {
        Document fields = switch (event) {
            case PostCreated created -> known(created.title(), false);
            case PostUpdated updated -> known(updated.title(), false);
            case PostDeleted _ -> known(null, true);
        };
        written.write(event.postId().toString(), sequence, fields);
    }

    private static Document known(@Nullable String title, boolean gone) {
        return new Document("title", title).append("gone", gone);
    }

    /// Whether the post was deleted; a post that nobody has told of is not.
    public boolean isGone(UUID postId) {
        return Optional.ofNullable(of(List.of(postId)).get(postId))
                .map(KnownPost::gone)
                .orElse(false);
    }

    /// Those of these posts that are known.
    Map<UUID, KnownPost> of(Collection<UUID> postIds) {
        List<String> ids = postIds.stream().map(UUID::toString).distinct().toList();
        Map<UUID, KnownPost> known = new HashMap<>();
        for (Document post : mongo.find(Query.query(where("_id").in(ids)), Document.class, COLLECTION)) {
            known.put(
                    UUID.fromString(post.getString("_id")),
                    new KnownPost(post.getString("title"), post.getBoolean("gone", false)));
        }
        return known;
    }
}
