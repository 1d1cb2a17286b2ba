package dev.reprise.query.model;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;

/// The writes of one collection, in bulk: documents that are new as a whole, others by guarded updates. A new one that
/// turns out to be there already, because another writer or an earlier try stored it, is updated instead. Holds no
/// more documents than one bulk has.
final class Writes {

    private static final int DUPLICATE_KEY = 11000;
    private static final InsertManyOptions ALL = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final AfterBulk afterBulk;
    private final List<Document> inserts = new ArrayList<>();
    private final List<Supplier<List<GuardedUpdate>>> instead = new ArrayList<>();
    private final List<GuardedUpdate> updates = new ArrayList<>();

    Writes(MongoCollection<Document> collection, AfterBulk afterBulk) {
        this.collection = collection;
        this.afterBulk = afterBulk;
    }

    /// Writes a document whose fields all belong together.
    ///
    /// @param version its field `version`
    void add(boolean isNew, Document whole, long version) {
        add(isNew, whole, () -> List.of(GuardedUpdate.ofWhole(whole, version)));
    }

    /// Writes `whole` when it is new, or else the updates, which together say the same.
    ///
    /// @param guarded is asked only when there is something to update
    void add(boolean isNew, Document whole, Supplier<List<GuardedUpdate>> guarded) {
        if (isNew) {
            inserts.add(whole);
            instead.add(guarded);
        } else {
            updates.addAll(guarded.get());
        }
        if (inserts.size() + updates.size() >= afterBulk.documents()) {
            flush();
        }
    }

    /// Writes what is left; what is stored already in a newer form stays.
    void flush() {
        long start = System.nanoTime();
        if (!inserts.isEmpty()) {
            for (int index : duplicates(() -> collection.insertMany(inserts, ALL))) {
                updates.addAll(instead.get(index).get());
            }
        }
        if (!updates.isEmpty()) {
            // A document that is newer does not match, and inserting it hits its _id. So does one that another writer
            // inserted at this very moment; only the second look tells which it was.
            List<GuardedUpdate> unclear =
                    update(updates).stream().map(updates::get).toList();
            if (!unclear.isEmpty()) {
                update(unclear);
            }
        }
        inserts.clear();
        instead.clear();
        updates.clear();
        afterBulk.wrote(System.nanoTime() - start);
    }

    private List<Integer> update(List<GuardedUpdate> guarded) {
        List<UpdateOneModel<Document>> models =
                guarded.stream().map(GuardedUpdate::toModel).toList();
        return duplicates(() -> collection.bulkWrite(models, ANY_ORDER));
    }

    /// Which of a bulk's writes hit an `_id` that was there.
    private static List<Integer> duplicates(Runnable bulkWrite) {
        try {
            bulkWrite.run();
            return List.of();
        } catch (MongoBulkWriteException e) {
            requireOnlyDuplicates(e);
            return e.getWriteErrors().stream().map(BulkWriteError::getIndex).toList();
        }
    }

    private static void requireOnlyDuplicates(MongoBulkWriteException e) {
        boolean onlyDuplicates = e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
        if (!onlyDuplicates) {
            throw e;
        }
    }
}
