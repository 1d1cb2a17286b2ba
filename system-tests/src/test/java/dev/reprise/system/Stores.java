package dev.reprise.system;

import static com.mongodb.client.model.Filters.eq;
import static dev.reprise.system.Patience.patiently;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

/// The services' databases seen from the side.
public final class Stores implements AutoCloseable {

    private final RunningSystem system;
    private final Map<String, MongoClient> clients = new ConcurrentHashMap<>();

    public Stores(RunningSystem system) {
        this.system = system;
    }

    public MongoCollection<Document> collection(String service, String name) {
        return database(service).getCollection(name);
    }

    /// A collection of the read model, of the generation that is live.
    public MongoCollection<Document> live(String name) {
        return collection(RunningSystem.QUERY, name + "_g" + liveGeneration());
    }

    /// What a service calls what it reads; query-service that of the generation that is live.
    String subscription(String service) {
        return service.equals(RunningSystem.QUERY) ? service + "-g" + liveGeneration() : service;
    }

    private int liveGeneration() {
        Document pointer = collection(RunningSystem.QUERY, "model").find().first();
        return pointer == null ? 1 : pointer.getInteger("live");
    }

    private MongoDatabase database(String service) {
        return clients.computeIfAbsent(
                        service, _ -> MongoClients.create(new ConnectionString(system.storeUri(service))))
                .getDatabase(RunningSystem.databaseOf(service));
    }

    /// Returns once a service has dealt with the record at that place and stored what it made of it.
    void awaitConsumed(String service, RecordMetadata record) {
        awaitConsumed(service, new TopicPartition(record.topic(), record.partition()).toString(), record.offset() + 1);
    }

    /// Returns once a service has dealt with everything of a partition before that offset.
    ///
    /// @param partition as in `posts-3`
    public void awaitConsumed(String service, String partition, long end) {
        patiently().until(() -> nextOffset(service, subscription(service), partition) >= end);
    }

    /// Returns once moderation-service has dealt with everything of a partition before that offset for its queue.
    void awaitQueued(String partition, long end) {
        String queue = RunningSystem.MODERATION + "-queue";
        patiently().until(() -> nextOffset(RunningSystem.MODERATION, queue, partition) >= end);
    }

    private long nextOffset(String service, String subscription, String partition) {
        Document checkpoint = collection(service, "checkpoints")
                .find(eq("_id", subscription + "/" + partition))
                .first();
        return checkpoint == null ? 0 : checkpoint.get("next", Number.class).longValue();
    }

    /// Everything that a service has written, by collection and id, but its checkpoints.
    public Map<String, String> contents(String service) {
        Map<String, String> contents = new TreeMap<>();
        for (String name : database(service).listCollectionNames()) {
            if (!name.equals("checkpoints")) {
                collection(service, name)
                        .find()
                        .forEach(document -> contents.put(name + "/" + document.get("_id"), document.toJson()));
            }
        }
        return contents;
    }

    @Override
    public void close() {
        clients.values().forEach(MongoClient::close);
    }
}
