package dev.reprise.query.model;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// A bulk of upserts of which each takes place only if its document is absent or older. An instance that was
/// cut off and comes back late so overwrites nothing newer.
final class GuardedWrites {

    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> collection;
    private final List<UpdateOneModel<Document>> writes = new ArrayList<>();

    GuardedWrites(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    /// Writes unless the document's `field` is `value` or more already.
    void add(String id, String field, long value, Bson update) {
        Document older = new Document("_id", id).append(field, new Document("$not", new Document("$gte", value)));
        writes.add(new UpdateOneModel<>(older, update, new UpdateOptions().upsert(true)));
    }

    void execute() {
        if (writes.isEmpty()) {
            return;
        }
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            // A document that is newer does not match, and inserting it again hits its _id: that write was not needed.
            boolean onlySuperseded = e.getWriteConcernError() == null
                    && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
            if (!onlySuperseded) {
                throw e;
            }
        }
    }
}
