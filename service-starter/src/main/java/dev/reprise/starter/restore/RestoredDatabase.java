package dev.reprise.starter.restore;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateDocument;
import dev.reprise.starter.outbox.OutboxEntry;
import dev.reprise.starter.topics.StoredTopics;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// A service's own database while it is restored. A mark is its first document and the last that goes: while it is
/// there, what stands beside it is half a restore, and no service serves it. The mark names the restore that may
/// write; one that began later takes it over, and the earlier one finds out before its next write.
final class RestoredDatabase {

    private static final String COLLECTION = "restore";
    private static final Query MARK = Query.query(where("_id").is("unfinished"));

    private final MongoTemplate mongo;

    RestoredDatabase(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /// When the restore began that is unfinished.
    Optional<Instant> unfinishedSince() {
        return Optional.ofNullable(mongo.findOne(MARK, Document.class, COLLECTION))
                .map(mark -> mark.getDate("startedAt").toInstant());
    }

    /// Whether there is no document but the mark, and what services remember of their topics.
    boolean isEmpty() {
        return collections()
                .filter(name -> !name.equals(StoredTopics.COLLECTION))
                .allMatch(name ->
                        mongo.find(new Query().limit(1), Document.class, name).isEmpty());
    }

    /// How many aggregates have events that were never published.
    long unpublished(String collection) {
        return mongo.count(Query.query(where(OutboxEntry.FIELD + ".0").exists(true)), collection);
    }

    /// Marks the database, then deletes everything else in it.
    void begin(UUID restore, Instant now) {
        mongo.upsert(
                MARK, new Update().set("restore", restore.toString()).set("startedAt", Date.from(now)), COLLECTION);
        collections().toList().forEach(mongo::dropCollection);
    }

    /// @throws RestoreException when another restore has begun since, or the mark is gone
    void requireOwn(UUID restore) {
        if (!mongo.exists(own(restore), COLLECTION)) {
            throw takenOver();
        }
    }

    /// Writes aggregates that are not there yet.
    void insert(String collection, List<? extends Aggregate<?>> aggregates) {
        List<Document> documents = aggregates.stream()
                .map(aggregate -> AggregateDocument.of(mongo.getConverter(), aggregate, List.of()))
                .toList();
        try {
            mongo.execute(collection, target -> target.insertMany(documents));
        } catch (DuplicateKeyException e) {
            throw takenOver();
        }
    }

    /// Removes the mark: from now on the database is served.
    ///
    /// @throws RestoreException when another restore has begun since
    void finish(UUID restore) {
        if (mongo.remove(own(restore), COLLECTION).getDeletedCount() == 0) {
            throw takenOver();
        }
        mongo.dropCollection(COLLECTION);
    }

    private Stream<String> collections() {
        return mongo.getCollectionNames().stream()
                .filter(name -> !name.equals(COLLECTION) && !name.startsWith("system."));
    }

    private static Query own(UUID restore) {
        return Query.query(where("_id").is("unfinished").and("restore").is(restore.toString()));
    }

    private static RestoreException takenOver() {
        return RestoreException.conflict(
                "Another restore writes to this database.", "Wait until it has ended, and restore again if it failed.");
    }
}
