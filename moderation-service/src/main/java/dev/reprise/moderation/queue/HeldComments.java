package dev.reprise.moderation.queue;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/// Where to look for comments that wait: every held one is in here, and for a while some that are held no more.
/// Whether one waits is for its screening to say. Small, and in the order of the comments' ids, which is that of their
/// creation. Thread-safe.
@Component
final class HeldComments {

    private static final String COLLECTION = "held_comments";

    /// @param version the sequence of the verdict that held it
    record Entry(UUID commentId, long version) {}

    private final MongoTemplate mongo;
    private final NewerVersions written;

    HeldComments(MongoTemplate mongo) {
        this.mongo = mongo;
        this.written = new NewerVersions(mongo, COLLECTION);
        mongo.indexOps(COLLECTION).createIndex(new Index("postId", Sort.Direction.ASC));
    }

    void held(UUID commentId, UUID postId, long sequence) {
        written.write(commentId.toString(), sequence, new Document("postId", postId.toString()));
    }

    /// Another verdict followed.
    void decided(UUID commentId, long sequence) {
        mongo.remove(
                Query.query(where("_id").is(commentId.toString()).and("version").lt(sequence)), COLLECTION);
    }

    /// Nothing under that post waits any more.
    void postGone(UUID postId) {
        mongo.remove(Query.query(where("postId").is(postId.toString())), COLLECTION);
    }

    /// The entry was found to wait no more; one that was held anew since stays.
    void remove(Entry outdated) {
        mongo.remove(
                Query.query(where("_id")
                        .is(outdated.commentId().toString())
                        .and("version")
                        .is(outdated.version())),
                COLLECTION);
    }

    /// At most `limit` entries, the oldest comment first.
    ///
    /// @param after the comment before; absent for the first
    List<Entry> oldestFirst(@Nullable UUID after, int limit) {
        Query query = new Query().with(Sort.by("_id").ascending()).limit(limit);
        if (after != null) {
            query.addCriteria(where("_id").gt(after.toString()));
        }
        return mongo.find(query, Document.class, COLLECTION).stream()
                .map(stored -> new Entry(
                        UUID.fromString(stored.getString("_id")),
                        stored.get("version", Number.class).longValue()))
                .toList();
    }
}
