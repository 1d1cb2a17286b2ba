package dev.reprise.query.generations;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import org.springframework.data.mongodb.core.MongoTemplate;

/// An empty database in a store of its own.
public final class Database implements AutoCloseable {

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());

    public MongoTemplate mongo() {
        return new MongoTemplate(client, "query");
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
