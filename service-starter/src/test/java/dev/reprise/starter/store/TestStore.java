package dev.reprise.starter.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.reprise.starter.parts.Gate;
import java.net.InetSocketAddress;
import java.util.UUID;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/// A database of a test's own, with the settings that services have. It stands in a store within this JVM, or, for
/// `-Dreprise.test.mongodb-uri=mongodb://host:port`, in that MongoDB; it is dropped when it is closed.
public final class TestStore implements AutoCloseable {

    /// The system property that names a MongoDB to test on.
    public static final String URI_PROPERTY = "reprise.test.mongodb-uri";

    private static final ConnectionString SERVER = new ConnectionString(server());

    private final MongoClient client;
    private final MongoTemplate mongo;

    private TestStore(ConnectionString server, String database) {
        this.client = MongoClients.create(settings(server));
        this.mongo = template(client, database);
    }

    /// An empty database.
    public static TestStore fresh() {
        return new TestStore(SERVER, "test-" + UUID.randomUUID());
    }

    /// A gate before the store.
    public static Gate gate() {
        String[] host = SERVER.getHosts().getFirst().split(":", 2);
        return new Gate(new InetSocketAddress(host[0], Integer.parseInt(host[1])));
    }

    /// The same database, reached through `gate`.
    public TestStore through(Gate gate) {
        String uri = "mongodb://127.0.0.1:" + gate.port() + "/?directConnection=true";
        return new TestStore(new ConnectionString(uri), mongo.getDb().getName());
    }

    /// The address of this database.
    public String uri() {
        return "mongodb://" + SERVER.getHosts().getFirst() + "/" + mongo.getDb().getName();
    }

    public MongoTemplate mongo() {
        return mongo;
    }

    @Override
    public void close() {
        mongo.getDb().drop();
        client.close();
    }

    private static String server() {
        String uri = System.getProperty(URI_PROPERTY, "");
        return uri.isEmpty() ? new MongoServer(new MemoryBackend()).bindAndGetConnectionString() : uri;
    }

    private static MongoClientSettings settings(ConnectionString server) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder().applyConnectionString(server);
        new StoreAutoConfiguration().durableWrites().customize(settings);
        return settings.build();
    }

    private static MongoTemplate template(MongoClient client, String database) {
        StoreAutoConfiguration configuration = new StoreAutoConfiguration();
        MongoCustomConversions conversions = configuration.mongoCustomConversions();
        MongoMappingContext context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.afterPropertiesSet();
        var factory = new SimpleMongoClientDatabaseFactory(client, database);
        MappingMongoConverter converter = configuration.mappingMongoConverter(factory, context, conversions);
        converter.afterPropertiesSet();
        return new MongoTemplate(factory, converter);
    }
}
