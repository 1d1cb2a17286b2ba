package dev.reprise.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// Stands in for all services: keeps to their HTTP contract in memory, decides comments at once, and answers
/// every fifth request with 503 (half of those after having done what was asked).
final class FakeSystem implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> comments = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final boolean decides;
    final AtomicInteger tasks = new AtomicInteger();

    /// @param decides whether comments are ever decided
    FakeSystem(Path folder, boolean decides) throws IOException {
        this.decides = decides;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        StateFolder state = new StateFolder(folder);
        state.prepare();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        List<RunningPart> parts = Stream.of("post-service", "comment-service", "query-service", "task-service")
                .map(name -> new RunningPart(
                        name,
                        ProcessIdentity.current(),
                        Map.of("http", server.getAddress().getPort()),
                        url,
                        ""))
                .toList();
        state.write(new Run(0, null, parts));
    }

    int posts() {
        return comments.size();
    }

    int comments() {
        return comments.values().stream().mapToInt(List::size).sum();
    }

    long oranges() {
        return comments.values().stream()
                .flatMap(List::stream)
                .filter(FakeSystem::isOrange)
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = request % 10 == 5 ? "" : answer(exchange, body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(request % 5 == 0 ? 503 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(HttpExchange exchange, String body) {
        String[] path = exchange.getRequestURI().getPath().split("/");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> path.length == 3 ? post(path[2]) : rejected(path[2]);
            default -> {
                String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                yield answers.computeIfAbsent(key, first -> create(path, body));
            }
        };
    }

    private String create(String[] path, String body) {
        String id = UUID.randomUUID().toString();
        if (path[1].equals("v1")) {
            tasks.incrementAndGet();
        } else if (path.length == 2) {
            comments.put(id, new CopyOnWriteArrayList<>());
        } else {
            String content = JSON.readTree(body).path("content").asString();
            comments.computeIfPresent(path[2], (post, all) -> {
                all.add(content);
                return all;
            });
        }
        return JSON.writeValueAsString(Map.of("id", id));
    }

    private String post(String id) {
        long approved =
                ofPost(id).stream().filter(content -> !isOrange(content)).count();
        return JSON.writeValueAsString(Map.of("id", id, "commentCount", decides ? approved : 0));
    }

    private String rejected(String id) {
        List<Map<String, String>> items = new ArrayList<>();
        ofPost(id).stream().filter(FakeSystem::isOrange).forEach(content -> items.add(Map.of("content", content)));
        return JSON.writeValueAsString(Map.of("items", decides ? items : List.of()));
    }

    private List<String> ofPost(String id) {
        return comments.getOrDefault(id, List.of());
    }

    private static boolean isOrange(String content) {
        return content.toLowerCase(Locale.ROOT).contains("orange");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
