package dev.reprise.moderation.queue;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/// The last verdict on each comment of each author: one small document each, so that counting them can't drift.
/// An author's stand together in the primary index. Thread-safe.
@Component
final class AuthorVerdicts {

    private static final String COLLECTION = "author_verdicts";

    /// How an author's comments were judged, by the last verdict on each; deleted comments count as before.
    record Counts(
            @Schema(description = "Comments whose last verdict is an approval, deleted ones included.", minimum = "0")
            long approved,

            @Schema(description = "Comments whose last verdict is a rejection, deleted ones included.", minimum = "0")
            long rejected) {}

    private final MongoTemplate mongo;
    private final NewerVersions written;

    AuthorVerdicts(MongoTemplate mongo) {
        this.mongo = mongo;
        this.written = new NewerVersions(mongo, COLLECTION);
    }

    void judged(String authorId, UUID commentId, Verdict verdict, long sequence) {
        written.write(
                authorId + "/" + commentId,
                sequence,
                new Document("authorId", authorId).append("verdict", verdict.name()));
    }

    /// Counts by walking along what the author has written.
    Counts of(String authorId) {
        Query query = Query.query(where("_id")
                .gt(authorId + "/")
                .lt(authorId + "0")
                .and("authorId")
                .is(authorId));
        query.fields().include("verdict");
        long approved = 0;
        long rejected = 0;
        for (Document judged : mongo.find(query, Document.class, COLLECTION)) {
            switch (Verdict.valueOf(judged.getString("verdict"))) {
                case APPROVED -> approved++;
                case REJECTED -> rejected++;
                case HELD -> {
                    // Not decided yet.
                }
            }
        }
        return new Counts(approved, rejected);
    }
}
