package dev.reprise.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.rebuild.Pace;
import dev.reprise.query.rebuild.Rebuild;
import dev.reprise.query.rebuild.RebuildProgress;
import dev.reprise.query.rebuild.RebuildSettings;
import dev.reprise.query.rebuild.Window;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.history.History;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.util.unit.DataSize;

/// Rebuilds the read model from nothing, and inserts what came out once more with nothing else to do.
final class Rebuilding implements AutoCloseable {

    private static final String DATABASE = "query";
    private static final int BULK = 250;
    private static final int PORTION = 40 * BULK;
    private static final InsertManyOptions ANY_ORDER = new InsertManyOptions().ordered(false);
    private static final DataSize MEMORY = DataSize.ofMegabytes(512);

    private final History history;
    private final int threads;
    private final MongoClient client;
    private final MongoTemplate mongo;
    private int generation;

    Rebuilding(History history, String store, int threads) {
        this.history = history;
        this.threads = threads;
        this.client = MongoClients.create(store);
        this.mongo = new MongoTemplate(client, DATABASE);
    }

    /// Builds a new generation, which stays until [#drop].
    Units.Outcome rebuild(Map<TopicPartition, Long> ends) throws InterruptedException {
        generation++;
        ModelCollections collections = collections();
        collections.createIndexes();
        Checkpoints checkpoints = new Checkpoints(mongo, "bench-g" + generation, Clock.systemUTC());
        RebuildSettings settings = new RebuildSettings(MEMORY, threads, Duration.ofSeconds(5), 1);
        Rebuild rebuild = new Rebuild(history, new ModelStore(collections), checkpoints, settings, Pace.unlimited());
        long events = ends.values().stream().mapToLong(Long::longValue).sum();
        Stopwatch watch = Stopwatch.start();
        rebuild.run(ends, Window.WHOLE, new Silent());
        return watch.stop(events);
    }

    private static final class Silent implements RebuildProgress {
        @Override
        public void reached(Map<TopicPartition, Long> positions) {}

        @Override
        public void passedOver(long records) {
            if (records > 0) {
                throw new IllegalStateException("the history holds what is no event");
            }
        }
    }

    /// Inserts the documents of the last rebuild into empty collections. Reading them back, a portion at a time,
    /// is not in the figure.
    Units.Outcome insertBare() throws Exception {
        List<MongoCollection<Document>> built = collections().all();
        generation++;
        List<MongoCollection<Document>> empty = collections().all();
        collections().createIndexes();
        Units.Outcome sum = Units.Outcome.NONE;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < built.size(); i++) {
                List<Document> portion = portion(built.get(i), "");
                while (!portion.isEmpty()) {
                    sum = sum.plus(insert(portion, empty.get(i), pool));
                    portion = portion(built.get(i), portion.getLast().getString("_id"));
                }
            }
        }
        drop();
        generation--;
        return sum;
    }

    private static List<Document> portion(MongoCollection<Document> collection, String after) {
        return collection
                .find(Filters.gt("_id", after))
                .sort(Sorts.ascending("_id"))
                .limit(PORTION)
                .into(new ArrayList<>());
    }

    private static Units.Outcome insert(
            List<Document> documents, MongoCollection<Document> collection, ExecutorService pool) throws Exception {
        List<Callable<Object>> inserts = new ArrayList<>();
        for (int at = 0; at < documents.size(); at += BULK) {
            List<Document> bulk = documents.subList(at, Math.min(documents.size(), at + BULK));
            inserts.add(() -> collection.insertMany(bulk, ANY_ORDER));
        }
        Stopwatch watch = Stopwatch.start();
        for (Future<Object> done : pool.invokeAll(inserts)) {
            done.get();
        }
        return watch.stop(documents.size());
    }

    /// How many documents the last rebuild left.
    long documents() {
        return collections().all().stream()
                .mapToLong(MongoCollection::estimatedDocumentCount)
                .sum();
    }

    /// Deletes the last generation.
    void drop() {
        collections().drop();
    }

    private ModelCollections collections() {
        return ModelCollections.of(mongo, generation);
    }

    @Override
    public void close() {
        client.close();
    }
}
