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
final class Stores implements AutoCloseable {

    private final RunningSystem system;
    private final Map<String, MongoClient> clients = new ConcurrentHashMap<>();

    Stores(RunningSystem system) {
        this.system = system;
    }

    MongoCollection<Document> collection(String service, String name) {
        return database(service).getCollection(name);
    }

    private MongoDatabase database(String service) {
        return clients.computeIfAbsent(
                        service, _ -> MongoClients.create(new ConnectionString(system.storeUri(service))))
                .getDatabase(RunningSystem.databaseOf(service));
    }

    /// Returns once a service has dealt with the record at that place and stored what it made of it.
    void awaitConsumed(String service, RecordMetadata record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        patiently().until(() -> nextOffset(service, partition) > record.offset());
    }

    private long nextOffset(String service, TopicPartition partition) {
        Document checkpoint = collection(service, "checkpoints")
                .find(eq("_id", service + "/" + partition))
                .first();
        return checkpoint == null ? 0 : checkpoint.get("next", Number.class).longValue();
    }

    /// Everything that a service has written, by collection and id, but its checkpoints.
    Map<String, String> contents(String service) {
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
