package dev.reprise.cli.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/// A store in this process and MongoDB's own driver connected to it.
final class ServedStore implements AutoCloseable {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final StoreServer server;
    private final MongoClient client;

    ServedStore(Path file) {
        server = StoreServer.start(file, 0, loops);
        client = MongoClients.create("mongodb://127.0.0.1:" + server.port());
    }

    MongoCollection<Document> collection(String name) {
        return client.getDatabase("post").getCollection(name);
    }

    MongoClient client() {
        return client;
    }

    void tidy() {
        server.tidy();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
