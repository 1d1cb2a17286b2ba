package dev.reprise.bench;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.reprise.events.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;

/// Clients that insert copies of one document, one by one and each acknowledged as the services' writes are.
final class BareInserts {

    private static final String COLLECTION = "bare";

    private final MongoDatabase database;
    private final Document document;
    private final int clients;

    BareInserts(MongoDatabase database, Document document, int clients) {
        this.database = database;
        this.document = document;
        this.clients = clients;
    }

    /// With the services' write concern.
    static MongoClient client(String store) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store))
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .build());
    }

    /// Inserts for so long into an empty collection, which it drops afterwards.
    ///
    /// @return inserts per second
    double run(Duration duration) throws InterruptedException {
        MongoCollection<Document> collection = database.getCollection(COLLECTION);
        long start = System.nanoTime();
        long inserted = insert(collection, start + duration.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        // Exact here, and unlike an aggregation not held in the embedded store's memory document by document.
        if (collection.estimatedDocumentCount() != inserted) {
            throw new IllegalStateException("not all that was inserted is there");
        }
        collection.drop();
        return inserted / seconds;
    }

    private long insert(MongoCollection<Document> collection, long end) throws InterruptedException {
        List<Callable<Long>> inserting = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            inserting.add(() -> insertUntil(end, collection));
        }
        long inserted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (Future<Long> done : threads.invokeAll(inserting)) {
                inserted += done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return inserted;
    }

    private long insertUntil(long end, MongoCollection<Document> collection) {
        long inserted = 0;
        while (System.nanoTime() < end) {
            var _ = collection.insertOne(
                    new Document(document).append("_id", Ids.next().toString()));
            inserted++;
        }
        return inserted;
    }
}
