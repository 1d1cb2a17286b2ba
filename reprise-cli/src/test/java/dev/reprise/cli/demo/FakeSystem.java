package dev.reprise.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.cli.demo.FakeItems.Item;
import dev.reprise.cli.demo.FakeItems.Kind;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Stands in for all services: keeps to their HTTP contract in memory, decides comments at once, and answers
/// every fifth request with 503 (half of those after having done what was asked).
final class FakeSystem implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TOKEN = "Consistency-Token";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final boolean decides;
    final FakeItems items = new FakeItems();
    final AtomicInteger tokensSeen = new AtomicInteger();

    private record Answer(int status, Object body) {}

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

    int count(Kind kind) {
        return items.all(kind).size();
    }

    long oranges() {
        return items.all(Kind.COMMENTS).stream().filter(Item::isOrange).count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = request % 10 == 5 ? new Answer(503, "") : answer(exchange, body);
        byte[] bytes = JSON.writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(request % 5 == 0 ? 503 : answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String body) {
        List<String> path = Stream.of(exchange.getRequestURI().getPath().split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("v1"))
                .toList();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key != null) {
            return new Answer(201, JSON.readTree(answers.computeIfAbsent(key, _ -> created(exchange, path, body))));
        }
        boolean reads = exchange.getRequestMethod().equals("GET");
        if (path.size() == 3) {
            return new Answer(200, Map.of("items", rejected(path.get(1))));
        }
        if (path.getLast().equals("summary")) {
            String token = exchange.getRequestHeaders().getFirst(TOKEN);
            boolean known = token != null && tokens.containsKey(token);
            tokensSeen.incrementAndGet();
            return new Answer(known ? 200 : 400, Map.of());
        }
        Optional<Item> item = items.read(path.get(1));
        if (item.isEmpty()) {
            return new Answer(404, Map.of());
        }
        return reads ? new Answer(200, view(item.get())) : change(exchange, item.get(), body);
    }

    private String created(HttpExchange exchange, List<String> path, String body) {
        Kind kind = path.size() == 3 ? Kind.COMMENTS : path.getFirst().equals("tasks") ? Kind.TASKS : Kind.POSTS;
        String parent = kind == Kind.COMMENTS ? path.get(1) : "";
        return JSON.writeValueAsString(view(items.create(kind, parent, author(exchange), fields(body))));
    }

    private Answer change(HttpExchange exchange, Item item, String body) {
        boolean current = ('"' + Integer.toString(item.version()) + '"')
                .equals(exchange.getRequestHeaders().getFirst("If-Match"));
        if (!author(exchange).equals(item.author())) {
            return new Answer(403, Map.of());
        }
        boolean deletes = exchange.getRequestMethod().equals("DELETE");
        if (!current || !(deletes ? items.delete(item) : items.change(item, fields(body)))) {
            return new Answer(412, Map.of());
        }
        String token = UUID.randomUUID().toString();
        tokens.put(token, true);
        exchange.getResponseHeaders().add(TOKEN, token);
        return new Answer(200, Map.of());
    }

    private Map<String, Object> view(Item item) {
        Map<String, Object> view = item.view();
        switch (item.kind()) {
            case POSTS -> view.put("commentCount", approved(item.id()));
            case COMMENTS -> {}
            case TASKS -> {
                return Map.of("success", true, "task", view);
            }
        }
        return view;
    }

    private long approved(String postId) {
        return decides
                ? items.commentsOf(postId).stream()
                        .filter(comment -> !comment.isOrange())
                        .count()
                : 0;
    }

    private List<Map<String, Object>> rejected(String postId) {
        return decides
                ? items.commentsOf(postId).stream()
                        .filter(Item::isOrange)
                        .map(Item::view)
                        .toList()
                : List.of();
    }

    private static String author(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("X-Author"));
    }

    private static Map<String, Object> fields(String body) {
        return JSON.readValue(body, new TypeReference<>() {});
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
