package dev.reprise.starter.consumer;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// How far a subscription has read, kept in the database that holds what it wrote: the offset of the next event
/// for each partition, saved after the effects of all events before it. Thread-safe.
public final class Checkpoints {

    private static final String COLLECTION = "checkpoints";

    private final MongoTemplate mongo;
    private final String subscription;
    private final Clock clock;

    /// @param subscription whose; no other's are touched
    public Checkpoints(MongoTemplate mongo, String subscription, Clock clock) {
        this.mongo = mongo;
        this.subscription = subscription;
        this.clock = clock;
    }

    /// The next offset to read for each partition; 0 for one never read.
    public Map<TopicPartition, Long> load(Collection<TopicPartition> partitions) {
        Map<String, TopicPartition> ids = new HashMap<>();
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach(partition -> {
            ids.put(id(partition), partition);
            next.put(partition, 0L);
        });
        Query query = Query.query(where("_id").in(List.copyOf(ids.keySet())));
        for (Document stored : mongo.find(query, Document.class, COLLECTION)) {
            TopicPartition partition = ids.get(stored.getString("_id"));
            if (partition != null) {
                next.put(partition, stored.get("next", Number.class).longValue());
            }
        }
        return next;
    }

    /// Saves where to go on. Only for offsets whose earlier events are all stored. A checkpoint never goes back:
    /// whoever was suspended and comes late changes nothing.
    public void save(Map<TopicPartition, Long> next) {
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, COLLECTION);
        next.forEach((partition, offset) -> bulk.upsert(
                Query.query(where("_id").is(id(partition))),
                new Update().max("next", offset).set("savedAt", clock.instant())));
        bulk.execute();
    }

    /// Forgets these partitions: reading begins at their first event again.
    public void forget(Collection<TopicPartition> partitions) {
        List<String> ids = partitions.stream().map(this::id).toList();
        mongo.remove(Query.query(where("_id").in(ids)), COLLECTION);
    }

    private String id(TopicPartition partition) {
        return subscription + "/" + partition;
    }
}
