package dev.reprise.query.model;

import com.mongodb.client.MongoCollection;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.recorded.ModelDigest;
import dev.reprise.starter.recorded.RecordedHistory;
import dev.reprise.starter.store.TestStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// The read model that each recorded history gives.
class RecordedHistoryTest {

    private static final int LARGEST_BATCH = 6_000;

    @Test
    void every_recorded_history_gives_the_read_model_it_always_gave() {
        ModelDigest digest = new ModelDigest();
        for (RecordedHistory history : RecordedHistory.all()) {
            try (TestStore store = TestStore.fresh()) {
                ModelCollections collections = ModelCollections.of(store.mongo(), 1);
                project(history.events(Topic.POSTS, Topic.COMMENTS, Topic.TASKS), new ModelStore(collections));
                digest.add(history, "posts", documents(collections.posts()));
                digest.add(history, "comments", documents(collections.comments()));
                digest.add(history, "tasks", documents(collections.tasks()));
                digest.add(history, "taskchanges", documents(collections.taskChanges()));
            }
        }
        digest.assertUnchanged();
    }

    /// In batches of any size: they don't show in what is stored.
    private static void project(List<ReceivedEvent> events, ModelStore model) {
        Random random = new Random(1);
        int from = 0;
        while (from < events.size()) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(LARGEST_BATCH));
            List<ReceivedEvent> batch = events.subList(from, to);
            WorkingSet working = model.load(
                    batch.stream().map(received -> received.event().data()).toList());
            for (ReceivedEvent received : batch) {
                working.apply(received.event().data(), received.event().sequence(), received.offset());
            }
            model.store(working);
            from = to;
        }
    }

    private static Map<String, Document> documents(MongoCollection<Document> collection) {
        Map<String, Document> documents = new HashMap<>();
        for (Document stored : collection.find()) {
            documents.put(stored.getString("_id"), stored);
        }
        return documents;
    }
}
