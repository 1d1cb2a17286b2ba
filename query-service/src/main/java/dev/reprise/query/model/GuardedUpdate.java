package dev.reprise.query.model;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;

/// An upsert that takes place only if its document is absent or older. An instance that was cut off and comes back
/// late so overwrites nothing newer.
///
/// @param field nothing is written when the document has this field at `value` or more
record GuardedUpdate(String id, String field, long value, Document update) {

    /// Sets all fields of a document.
    ///
    /// @param version its field `version`, by which it is guarded
    static GuardedUpdate ofWhole(Document whole, long version) {
        Document fields = new Document(whole);
        fields.remove("_id");
        return new GuardedUpdate(whole.getString("_id"), "version", version, new Document("$set", fields));
    }

    UpdateOneModel<Document> toModel() {
        Document older = new Document("_id", id).append(field, new Document("$not", new Document("$gte", value)));
        return new UpdateOneModel<>(older, update, new UpdateOptions().upsert(true));
    }
}
