package dev.reprise.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.cli.OutputFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Stands in for a service: answers each request, by method and path, with what a test has put there. Of several
/// answers to one request, each is given once and the last again and again.
public final class FakeService implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, List<Given>> answers = new ConcurrentHashMap<>();

    /// What came, as `POST /replays {"cutover":"auto"}`.
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /// The headers that came last.
    public volatile Map<String, List<String>> headers = Map.of();

    /// Who asked last.
    public volatile String author = "";

    private record Given(int status, String body) {}

    public FakeService() throws IOException {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public FakeService answers(String request, int status, Object body) {
        answers.computeIfAbsent(request, _ -> new CopyOnWriteArrayList<>())
                .add(new Given(status, body instanceof String text ? text : OutputFormat.line(body)));
        return this;
    }

    public FakeService refuses(String request, int status, String code, String detail) {
        return answers(request, status, Map.of("status", status, "code", code, "detail", detail));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add((request + " " + body).strip());
        headers = Map.copyOf(exchange.getRequestHeaders());
        author = String.valueOf(exchange.getRequestHeaders().getFirst("X-Author"));
        Given given = next(request);
        byte[] bytes = given.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(given.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Given next(String request) {
        List<Given> left = new ArrayList<>(answers.getOrDefault(request, List.of()));
        if (left.isEmpty()) {
            return new Given(404, "{\"code\":\"not-found\",\"detail\":\"There is no such thing.\",\"status\":404}");
        }
        if (left.size() > 1) {
            answers.put(request, new CopyOnWriteArrayList<>(left.subList(1, left.size())));
        }
        return left.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
