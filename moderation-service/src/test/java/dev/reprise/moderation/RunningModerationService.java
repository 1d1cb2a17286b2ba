package dev.reprise.moderation;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// moderation-service in this JVM, with a real broker and a store of its own. Posts and comments are published by the
/// tests, as post- and comment-service would.
final class RunningModerationService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    /// Rejects "orange", holds "lemon". It is version 2.
    private static final String CITRUS = """
        {"rules": [{"id": "no-orange", "kind": "contains-text", "outcome": "reject", "texts": ["orange"]},
                   {"id": "hold-lemon", "kind": "contains-text", "outcome": "hold", "texts": ["lemon"]}]}\
        """;

    /// @param body what was answered; a missing node when that was nothing
    record Answer(int status, HttpHeaders headers, JsonNode body) {

        String code() {
            return body.path("code").asString("");
        }

        String etag() {
            return headers.firstValue("ETag").orElse("");
        }
    }

    private final TestBroker broker;
    private final KafkaTemplate<String, byte[]> kafka;
    private final TestStore store = TestStore.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private ConfigurableApplicationContext service;

    RunningModerationService(TestBroker broker) {
        this.broker = broker;
        kafka = TestClients.producer(broker.address());
        service = started();
        put(CITRUS);
    }

    private void put(String policy) {
        Answer answer = send("PUT", "/policy", ofString(policy), "X-Author", "mod", "If-Match", "\"1\"");
        if (answer.status() != 200) {
            throw new IllegalStateException("the policy was not accepted: " + answer);
        }
    }

    private ConfigurableApplicationContext started() {
        SpringApplication application = new SpringApplication(ModerationServiceApplication.class);
        return application.run(
                "--server.port=0",
                "--spring.mongodb.uri=" + store.uri(),
                "--spring.kafka.bootstrap-servers=" + broker.address(),
                "--spring.kafka.consumer.properties.group.instance.id=" + UUID.randomUUID(),
                "--logging.level.org.apache.kafka=error");
    }

    /// Stops the service, does something to its database, and starts it again.
    void restartAfter(java.util.function.Consumer<TestStore> meanwhile) {
        service.close();
        meanwhile.accept(store);
        service = started();
    }

    /// Returns once the event is on its topic.
    EventEnvelope publish(DomainEvent data, long sequence) {
        EventEnvelope event =
                new EventEnvelope(Ids.next(), "/test", sequence, data.occurredAt(), Ids.next(), null, null, data);
        publish(event);
        return event;
    }

    void publish(EventEnvelope event) {
        kafka.send(EventCodec.toRecord(CODEC.encode(event))).join();
    }

    /// What stands on a topic under some keys.
    List<EventEnvelope> published(Topic topic, Set<UUID> keys) {
        return broker.events(topic, keys);
    }

    /// What stands on a topic under a key.
    List<EventEnvelope> published(Topic topic, UUID key) {
        return broker.events(topic, key);
    }

    Answer get(String path) {
        return send("GET", path, noBody());
    }

    /// @param headers names and values in turn
    Answer decide(String moderator, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("X-Author", moderator));
        all.addAll(List.of(headers));
        return send("POST", "/decisions", ofString(body), all.toArray(String[]::new));
    }

    /// A decision as JSON.
    static String decision(UUID comment, int revision, String decision) {
        return "{\"commentId\": \"%s\", \"revision\": %d, \"decision\": \"%s\"}".formatted(comment, revision, decision);
    }

    private Answer send(String method, String path, BodyPublisher body, String... headers) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = http.send(request.build(), ofByteArray());
            return new Answer(response.statusCode(), response.headers(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Every page of the queue, read by pages of that size.
    List<JsonNode> queue(int limit) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get("/queue?limit=" + limit + cursor).body();
            page.path("items").forEach(items::add);
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return items;
    }

    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        http.close();
        service.close();
        store.close();
    }
}
