package dev.reprise.cli.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A read that takes a while walks a version of the file that writers and compaction leave in peace.
class StoreReadsBesideWritesTest {
    private static final int DOCUMENTS = 60_000;
    private static final int SCANS = 15;
    private static final int WRITERS = 6;

    @TempDir
    Path folder;

    @Test
    void a_scan_beside_many_writes_and_compaction_sees_every_document_once() throws InterruptedException {
        try (ServedStore store = new ServedStore(folder.resolve("post.mv"))) {
            var posts = store.collection("posts");
            posts.insertMany(IntStream.range(0, DOCUMENTS)
                    .mapToObj(i -> new Document("_id", "%06d".formatted(i))
                            .append("text", "x".repeat(400))
                            .append("n", 0))
                    .toList());
            AtomicBoolean running = new AtomicBoolean(true);
            List<Thread> disturbers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random random = new Random(writer);
                disturbers.add(whileTrue(
                        running, () -> posts.updateOne(eq("%06d".formatted(random.nextInt(DOCUMENTS))), inc("n", 1))));
            }
            disturbers.add(whileTrue(running, store::tidy));
            try {
                for (int scan = 0; scan < SCANS; scan++) {
                    assertThat(posts.find(exists("absent.0")).into(new ArrayList<>()))
                            .isEmpty();
                    assertThat(posts.find(exists("text"))
                                    .projection(include("_id"))
                                    .into(new ArrayList<>()))
                            .hasSize(DOCUMENTS);
                }
            } finally {
                running.set(false);
                for (Thread disturber : disturbers) {
                    disturber.join();
                }
            }
        }
    }

    private static Thread whileTrue(AtomicBoolean running, Runnable action) {
        return Thread.ofPlatform().start(() -> {
            while (running.get()) {
                action.run();
            }
        });
    }
}
