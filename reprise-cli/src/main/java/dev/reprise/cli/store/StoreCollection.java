package dev.reprise.cli.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// A collection that finds by `_id` what can be found by `_id`, and never changes a document that a reader may hold.
///
/// Writers hold this object's monitor and get copies, which then replace what is in the map; readers hold no lock.
final class StoreCollection extends H2Collection {
    private final MVMap<Object, Document> documents;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> settings,
            CursorRegistry cursors) {
        super(database, name, options, documents, settings, cursors);
        this.documents = documents;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // reads walk a snapshot of documents that never change
    public QueryResult handleQuery(QueryParameters parameters) {
        Document selector = parameters.getQuerySelector();
        if (!(selector.get("$query") instanceof Document query)) {
            return super.handleQuery(parameters);
        }
        return queryDocuments(
                query,
                (Document) selector.get("$orderby"),
                parameters.getNumberToSkip(),
                parameters.getLimit(),
                parameters.getBatchSize(),
                parameters.getProjection());
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batchSize, @Nullable Document fields) {
        IdWalk walk = "_id".equals(getIdField()) ? IdWalk.plan(documents, query, orderBy) : null;
        QueryResult found = walk == null
                ? super.queryDocuments(query, orderBy, skip, limit, batchSize, fields)
                : matchDocumentsFromStream(
                        walk.candidates(), query, walk.sorted() ? null : orderBy, skip, limit, batchSize, fields);
        return Thread.holdsLock(this) ? copiesOf(found) : found;
    }

    /// What an aggregation starts from, one document at a time; the library would hold the whole collection at once.
    @Override
    public Stream<Document> queryAllAsStream() {
        return documents.values().stream();
    }

    private static QueryResult copiesOf(QueryResult found) {
        return new QueryResult(() -> copies(found), found.getCursorId());
    }

    private static Iterator<Document> copies(QueryResult found) {
        return StreamSupport.stream(found.spliterator(), false)
                .map(Document::cloneDeeply)
                .iterator();
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        for (Index<Object> index : getIndexes()) {
            if (index instanceof IdIndex ids) {
                Object key = ids.keyOf(document);
                documents.put(key, document);
                return key;
            }
        }
        return super.addDocumentInternal(document);
    }

    /// A running total of sizes would be one more page to write in every commit, and nobody reads it.
    @Override
    protected boolean tracksDataSize() {
        return false;
    }
}
