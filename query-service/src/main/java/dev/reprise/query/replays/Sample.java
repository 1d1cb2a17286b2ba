package dev.reprise.query.replays;

import com.mongodb.client.MongoCollection;
import dev.reprise.events.Topic;
import dev.reprise.query.generations.Following;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.rebuild.Pace;
import dev.reprise.query.rebuild.Rebuild;
import dev.reprise.query.rebuild.RebuildProgress;
import dev.reprise.query.rebuild.RebuildSettings;
import dev.reprise.query.rebuild.Window;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Measures on a small part what the whole would take, on this machine and with this history.
@Component
class Sample {

    private static final int GENERATION = 0;
    private static final int EVENTS = 2_000;
    private static final int DOCUMENTS = 200;

    private final History history;
    private final Following following;
    private final RebuildSettings settings;
    private final MongoTemplate mongo;

    Sample(History history, Following following, RebuildSettings settings, MongoTemplate mongo) {
        this.history = history;
        this.following = following;
        this.settings = settings;
        this.mongo = mongo;
    }

    /// @param basis where the figure comes from
    record Rate(double eventsPerSecond, String basis) {}

    /// Folds the first events of the longest partition into a generation of their own, which is dropped again.
    synchronized Rate measure(Map<TopicPartition, Long> target) throws InterruptedException {
        Map<TopicPartition, Long> first = new HashMap<>();
        int longest = longest(target);
        for (Topic topic : Following.TOPICS) {
            TopicPartition partition = new TopicPartition(topic.wireName(), longest);
            first.put(partition, Math.min(EVENTS, target.getOrDefault(partition, 0L)));
        }
        ModelCollections collections = ModelCollections.of(mongo, GENERATION);
        Checkpoints checkpoints = following.checkpoints(GENERATION);
        long events = first.values().stream().mapToLong(Long::longValue).sum();
        long start = System.nanoTime();
        try {
            forget(collections, checkpoints);
            new Rebuild(history, new ModelStore(collections), checkpoints, settings, Pace.unlimited())
                    .run(first, Window.WHOLE, new Unheard());
        } finally {
            forget(collections, checkpoints);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Rate(
                Math.max(1, events) / seconds * settings.threads(),
                "a sample of %,d events, folded just now".formatted(events));
    }

    private static int longest(Map<TopicPartition, Long> target) {
        Map<Integer, Long> lengths = new HashMap<>();
        target.forEach((partition, end) -> lengths.merge(partition.partition(), end, Long::sum));
        return IntStream.range(0, Topic.PARTITIONS)
                .boxed()
                .max((one, other) -> Long.compare(lengths.getOrDefault(one, 0L), lengths.getOrDefault(other, 0L)))
                .orElse(0);
    }

    private static void forget(ModelCollections collections, Checkpoints checkpoints) {
        collections.drop();
        checkpoints.forget(Heads.PARTITIONS);
    }

    /// About how many bytes of BSON a generation holds.
    long bytes(int generation) {
        long bytes = 0;
        for (MongoCollection<Document> collection :
                ModelCollections.of(mongo, generation).all()) {
            long documents = 0;
            long size = 0;
            for (RawBsonDocument document :
                    collection.withDocumentClass(RawBsonDocument.class).find().limit(DOCUMENTS)) {
                documents++;
                size += document.getByteBuffer().remaining();
            }
            bytes += documents == 0 ? 0 : collection.estimatedDocumentCount() * (size / documents);
        }
        return bytes;
    }

    private static final class Unheard implements RebuildProgress {
        @Override
        public void reached(Map<TopicPartition, Long> positions) {}

        @Override
        public void passedOver(long records) {}
    }
}
