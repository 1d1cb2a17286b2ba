package dev.reprise.cli.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operations cost as collections and histories grow. Compares ratios, not times: the machine is shared.
class StoreCostTest {
    private static final int SMALL = 1_000;
    private static final int LARGE = 50_000;

    @TempDir
    Path folder;

    @Test
    void pages_and_conditional_updates_cost_the_same_in_a_large_collection() {
        try (ServedStore store = new ServedStore(folder.resolve("post.mv"))) {
            var small = filled(store.collection("small"), SMALL);
            var large = filled(store.collection("large"), LARGE);
            List.of(small, large).forEach(StoreCostTest::readPages); // warm up
            List.of(small, large).forEach(StoreCostTest::updateSome);

            double pages = ratio(() -> readPages(large), () -> readPages(small));
            double updates = ratio(() -> updateSome(large), () -> updateSome(small));
            System.out.printf("50k against 1k documents: pages x%.2f, conditional updates x%.2f%n", pages, updates);

            assertThat(pages).isLessThan(5);
            assertThat(updates).isLessThan(5);
        }
    }

    @Test
    void a_count_takes_no_memory_for_what_it_counts() throws Exception {
        String text = "x".repeat(100_000);
        try (ChildStore store = new ChildStore(folder); // with 192 MiB of heap
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> posts = client.getDatabase("post").getCollection("posts");
            for (int batch = 0; batch < 30; batch++) {
                posts.insertMany(IntStream.range(batch * 100, (batch + 1) * 100)
                        .mapToObj(i -> new Document("_id", "%05d".formatted(i))
                                .append("even", i % 2 == 0)
                                .append("text", text))
                        .toList());
            }

            assertThat(posts.countDocuments()).isEqualTo(3_000);
            assertThat(posts.countDocuments(eq("even", true))).isEqualTo(1_500);
        }
    }

    @Test
    void a_hundred_thousand_updates_of_one_document_leave_a_small_file() throws Exception {
        Path file = folder.resolve("post.mv");
        long live;
        try (ServedStore store = new ServedStore(file)) {
            store.collection("posts")
                    .insertOne(new Document("_id", "a")
                            .append("text", "x".repeat(4_000))
                            .append("n", 0));
        }
        live = Files.size(file);
        long open;
        try (ServedStore store = new ServedStore(file)) {
            var posts = store.collection("posts");
            List<Thread> writers = IntStream.range(0, 8)
                    .mapToObj(i -> Thread.ofPlatform().start(() -> {
                        for (int update = 0; update < 12_500; update++) {
                            posts.updateOne(eq("a"), inc("n", 1));
                        }
                    }))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(posts.find().first()).containsEntry("n", 100_000);
            store.tidy();
            store.tidy();
            open = Files.size(file);
        }
        System.out.printf("live %d bytes; after 100k updates %d open, %d closed%n", live, open, Files.size(file));
        assertThat(open).isLessThan(10 * live);
        assertThat(Files.size(file)).isLessThan(10 * live);
    }

    private static MongoCollection<Document> filled(MongoCollection<Document> collection, int size) {
        for (int from = 0; from < size; from += 1_000) {
            collection.insertMany(IntStream.range(from, from + 1_000)
                    .mapToObj(i ->
                            new Document("_id", "%s/%06d".formatted("abc".charAt(i % 3), i)).append("version", 0))
                    .toList());
        }
        return collection;
    }

    private static void readPages(MongoCollection<Document> collection) {
        for (int i = 0; i < 100; i++) {
            var page = collection
                    .find(and(gt("_id", "b/"), lt("_id", "b0")))
                    .sort(i % 2 == 0 ? Sorts.ascending("_id") : Sorts.descending("_id"))
                    .limit(51)
                    .into(new ArrayList<>());
            assertThat(page).hasSize(51);
        }
    }

    private static void updateSome(MongoCollection<Document> collection) {
        for (int i = 0; i < 100; i++) {
            String id = "%s/%06d".formatted("abc".charAt(i % 3), i);
            var before = Objects.requireNonNull(collection.find(eq(id)).first());
            var updated = collection.updateOne(and(eq(id), eq("version", before.get("version"))), inc("version", 1));
            assertThat(updated.getModifiedCount()).isOne();
        }
    }

    private static double ratio(Runnable measured, Runnable against) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            best = Math.min(best, (double) nanos(measured) / nanos(against));
        }
        return best;
    }

    private static long nanos(Runnable runnable) {
        long start = System.nanoTime();
        runnable.run();
        return System.nanoTime() - start;
    }
}
