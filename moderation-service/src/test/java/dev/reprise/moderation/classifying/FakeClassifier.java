package dev.reprise.moderation.classifying;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A classifier that answers as a test tells it to, over real HTTP.
public final class FakeClassifier implements AutoCloseable {

    /// What it does with a request.
    @FunctionalInterface
    public interface Behavior {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Behavior behavior = saying(200, "{\"label\":\"fine\"}");

    public FakeClassifier() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                behavior.answer(exchange);
            }
        });
        server.start();
    }

    public static Behavior saying(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    public void behave(Behavior newBehavior) {
        behavior = newBehavior;
    }

    /// How many requests it got.
    public int asked() {
        return asked.get();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/classify");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
