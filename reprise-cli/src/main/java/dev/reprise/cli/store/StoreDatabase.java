package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// A database whose collections are [StoreCollection]s and whose indexes on `_id` are [IdIndex]es.
final class StoreDatabase extends H2Database {
    private final MVStore store;

    StoreDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store; // before the superclass, whose constructor opens the collections
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
        MVMap<String, Object> settings = store.openMap("meta." + getFullCollectionNamespace(name));
        return new StoreCollection(this, name, options, documentsOf(name), settings, cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String indexName, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && "_id".equals(keys.getFirst().getKey())) {
            return new IdIndex(documentsOf(collection), indexName, keys);
        }
        return super.openOrCreateUniqueIndex(collection, indexName, keys, sparse);
    }

    private MVMap<Object, Document> documentsOf(String collection) {
        return store.openMap(
                "databases." + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, Document>().valueType(new BsonDocumentType()));
    }
}
