package dev.reprise.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreKilledTest {
    @TempDir
    Path folder;

    @Test
    void no_acknowledged_insert_is_lost_when_the_process_is_killed() throws Exception {
        Set<String> acknowledged = new HashSet<>();
        acknowledged.addAll(insertsUntilKilled(1, 3_000));
        acknowledged.addAll(insertsUntilKilled(16, 12_000));

        try (ChildStore store = new ChildStore(folder);
                MongoClient client = MongoClients.create(store.uri())) {
            Set<String> found = new HashSet<>();
            posts(client).find().forEach(post -> found.add(post.getString("_id")));
            acknowledged.removeAll(found);
        }

        assertThat(acknowledged).isEmpty();
    }

    @Test
    void a_store_whose_last_write_is_torn_opens_as_of_the_commit_before() throws Exception {
        Path file = folder.resolve("post.mv");
        Path torn = folder.resolve("torn.mv");
        try (ServedStore store = new ServedStore(file)) {
            store.collection("posts").insertOne(new Document("_id", "first"));
            long before = Files.size(file);
            store.collection("posts").insertOne(new Document("_id", "second").append("text", "x".repeat(50_000)));
            Files.copy(file, torn);
            assertThat(Files.size(torn)).isGreaterThan(before);
        }
        try (RandomAccessFile half = new RandomAccessFile(torn.toFile(), "rw")) {
            half.setLength(half.length() - 20_000);
        }
        try (ServedStore store = new ServedStore(torn)) {
            var posts = store.collection("posts");
            assertThat(posts.find().map(post -> post.getString("_id")).into(new ArrayList<>()))
                    .containsExactly("first");
            posts.insertOne(new Document("_id", "third"));
        }
    }

    @Test
    void a_full_disk_ends_the_store_with_a_clear_word_and_loses_nothing_acknowledged() throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (ChildStore store = ChildStore.withFilesUpTo(3_000, folder);
                MongoClient client = MongoClients.create(store.uri() + "&serverSelectionTimeoutMS=2000")) {
            insertUntilRefused(posts(client), "full/", acknowledged, new CountDownLatch(0));

            assertThat(store.exitCode()).isEqualTo(1);
            await().untilAsserted(() -> assertThat(store.words()).contains("Make room on the disk"));
        }

        try (ChildStore store = new ChildStore(folder);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(posts(client).find().map(post -> post.getString("_id")).into(new ArrayList<>()))
                    .containsAll(acknowledged)
                    .hasSizeLessThanOrEqualTo(acknowledged.size() + 1);
            posts(client).insertOne(new Document("_id", "room again"));
        }
        assertThat(acknowledged).hasSizeGreaterThan(1_000);
    }

    private List<String> insertsUntilKilled(int clients, int atLeast) throws Exception {
        ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        CountDownLatch enough = new CountDownLatch(atLeast);
        try (ChildStore store = new ChildStore(folder);
                MongoClient client = MongoClients.create(store.uri())) {
            posts(client).countDocuments();
            long start = System.nanoTime();
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < clients; writer++) {
                String prefix = "c%d-%d/".formatted(clients, writer);
                writers.add(Thread.ofPlatform()
                        .start(() -> insertUntilRefused(posts(client), prefix, acknowledged, enough)));
            }
            enough.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            store.kill();
            for (Thread writer : writers) {
                writer.join();
            }
            System.out.printf(
                    "%d client(s): %.0f acknowledged inserts/s; file %d KiB after %d inserts%n",
                    clients, atLeast / seconds, Files.size(folder.resolve("post.mv")) / 1024, acknowledged.size());
        }
        return List.copyOf(acknowledged);
    }

    private static void insertUntilRefused(
            MongoCollection<Document> posts,
            String prefix,
            ConcurrentLinkedQueue<String> acknowledged,
            CountDownLatch enough) {
        try {
            for (int i = 0; ; i++) {
                String id = prefix + i;
                posts.insertOne(
                        new Document("_id", id).append("title", "A title").append("body", "Some text. ".repeat(20)));
                acknowledged.add(id);
                enough.countDown();
            }
        } catch (MongoException killed) {
            // the end of every writer
        }
    }

    private static MongoCollection<Document> posts(MongoClient client) {
        return client.getDatabase("post").getCollection("posts");
    }
}
