package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A reader of server-sent events (WHATWG HTML, section 9.2), as a browser is one.
public final class EventStream implements AutoCloseable {

    /// @param id the stream's after this event
    public record Event(String id, String kind, JsonNode data) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream body;
    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile @Nullable String lastId;
    private volatile boolean ended;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.body = response.body();
        Thread.ofVirtual().start(this::read);
    }

    /// Connects, and returns once the stream has said where it begins. Tries again while streams that were closed a
    /// moment ago still count.
    ///
    /// @param lastEventId where to go on; absent to begin now
    static EventStream open(String url, @Nullable String lastEventId) {
        Object answered = patiently()
                .until(
                        () -> connect(url, lastEventId),
                        seen -> !(seen instanceof Answer refused && refused.status() == 429));
        if (answered instanceof EventStream stream) {
            patiently().until(() -> stream.lastId != null);
            return stream;
        }
        throw new AssertionError(url + " is refused: " + answered);
    }

    /// Returns the stream, or the [Answer] that refuses it.
    public static Object connect(String url, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/event-stream");
        Optional.ofNullable(lastEventId).ifPresent(id -> request.header("Last-Event-ID", id));
        try {
            HttpResponse<InputStream> response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            return response.statusCode() == 200 ? new EventStream(response) : answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while connecting", e);
        }
    }

    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), response.headers(), text);
        }
    }

    private void read() {
        String id = null;
        String kind = "message";
        StringBuilder data = new StringBuilder();
        Scanner lines = new Scanner(body, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String line = lines.nextLine();
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                kind = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.add(new Event(String.valueOf(id), kind, JSON.readTree(data.toString())));
                }
                lastId = id;
                kind = "message";
                data.setLength(0);
            }
        }
        ended = true;
    }

    /// All that came so far.
    public List<Event> events() {
        return events;
    }

    /// Those about what has this id.
    List<Event> about(Object id) {
        return events.stream()
                .filter(event -> event.data().path("id").asString("").equals(id.toString()))
                .toList();
    }

    /// Waits for one.
    Event await(Predicate<Event> wanted) {
        return patiently()
                .until(() -> events.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /// Waits for one about what has this id.
    Event awaitAbout(Object id) {
        return await(event -> event.data().path("id").asString("").equals(id.toString()));
    }

    /// What a browser would send as `Last-Event-ID`.
    public String lastId() {
        return String.valueOf(lastId);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /// Whether the service has ended it.
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
