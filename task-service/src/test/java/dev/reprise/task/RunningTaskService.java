package dev.reprise.task;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// task-service in this JVM, with a store in memory. Without a broker commands have to be accepted all the same, and
/// their events stay in the outboxes, where tests can read them.
public final class RunningTaskService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// @param body what was answered; a missing node when that was nothing
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        public JsonNode task() {
            return body.path("task");
        }

        public UUID taskId() {
            return UUID.fromString(task().path("id").asString());
        }

        public String code() {
            return body.path("code").asString("");
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }

    private final MongoServer store = new MongoServer(new MemoryBackend());
    private final MongoClient storeClient;
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    /// Without a broker.
    RunningTaskService() {
        this("127.0.0.1:" + closedPort());
    }

    RunningTaskService(String broker) {
        String uri = store.bindAndGetConnectionString() + "/task";
        storeClient = MongoClients.create(uri);
        service = SpringApplication.run(
                TaskServiceApplication.class,
                "--server.port=0",
                "--spring.mongodb.uri=" + uri,
                "--spring.kafka.bootstrap-servers=" + broker,
                "--logging.level.dev.reprise=error",
                "--logging.level.org.apache.kafka=error");
        address = URI.create("http://127.0.0.1:" + service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no port to be had", e);
        }
    }

    /// A part of the service.
    public <T> T part(Class<T> type) {
        return service.getBean(type);
    }

    /// The task's document as it is stored.
    public Document stored(UUID taskId) {
        Document stored = storeClient
                .getDatabase("task")
                .getCollection("tasks")
                .find(new Document("_id", taskId.toString()))
                .first();
        if (stored == null) {
            throw new AssertionError("nothing is stored under " + taskId);
        }
        return stored;
    }

    /// Opens a task by `PUT /v1/tasks`.
    ///
    /// @param headers names and values in turn
    public Answer put(String body, String... headers) throws IOException, InterruptedException {
        return send("PUT", "/v1/tasks", ofString(body), headers);
    }

    /// Changes a task by `POST /v1/tasks/{id}`.
    public Answer post(UUID id, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", "/v1/tasks/" + id, ofString(body), headers);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, noBody());
    }

    public Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = http.send(request.build(), ofByteArray());
        return new Answer(response.statusCode(), response.headers(), JSON.readTree(response.body()));
    }

    @Override
    public void close() {
        http.close();
        service.close();
        storeClient.close();
        store.shutdownNow();
    }
}
