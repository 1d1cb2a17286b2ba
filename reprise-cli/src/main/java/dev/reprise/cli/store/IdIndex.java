package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The unique index on `_id`. The documents are kept in order of their `_id` already, so this keeps nothing of
/// its own: a document is found under its normalized `_id`, and there is no second map that a commit would have
/// to write.
final class IdIndex extends AbstractUniqueIndex<Object> {
    private final MVMap<Object, Document> documents;

    IdIndex(MVMap<Object, Document> documents, String name, List<IndexKey> keys) {
        super(name, keys, false);
        this.documents = documents;
    }

    /// The key under which the collection keeps a document; numbers of different types that are equal have one key.
    Object keyOf(Document document) {
        KeyValue id = getKeyValues(document).iterator().next();
        return Missing.ofNullable(id.get(0));
    }

    @Override
    protected @Nullable Object getPosition(KeyValue keyValue) {
        Object key = Missing.ofNullable(keyValue.get(0));
        return documents.containsKey(key) ? key : null;
    }

    /// Nothing to add: the document is in the map already.
    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {}

    /// Nothing to remove: the collection removes the document itself, at the position answered here.
    @Override
    protected @Nullable Object removeDocument(KeyValue keyValue) {
        return getPosition(keyValue);
    }

    @Override
    protected boolean putKeyPosition(KeyValue keyValue, Object position) {
        return true;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return () -> documents.keySet().stream()
                .map(key -> Map.<KeyValue, Object>entry(new KeyValue(key), key))
                .iterator();
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return 0;
    }
}
