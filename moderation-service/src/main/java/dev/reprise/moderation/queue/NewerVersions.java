package dev.reprise.moderation.queue;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Documents that follow from the events of one subject each, and are only ever replaced by what follows from more of
/// them: `version` is the sequence of the last. An event that comes again, or late to an instance that was cut off,
/// changes nothing. Thread-safe.
record NewerVersions(MongoTemplate mongo, String collection) {

    private static final String VERSION = "version";

    /// Sets fields of a document, unless an event of that sequence or a later one has done so.
    void write(String id, long sequence, Document fields) {
        // A newer document does not match, and inserting it hits its _id. So does one that another writer inserted at
        // this very moment; only the second look tells which it was.
        if (!upserted(id, sequence, fields)) {
            upserted(id, sequence, fields);
        }
    }

    private boolean upserted(String id, long sequence, Document fields) {
        Update update = new Update().set(VERSION, sequence);
        fields.forEach(update::set);
        Query older = Query.query(where("_id").is(id).and(VERSION).not().gte(sequence));
        try {
            mongo.upsert(older, update, collection);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
