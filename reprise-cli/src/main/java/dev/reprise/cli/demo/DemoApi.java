package dev.reprise.cli.demo;

import dev.reprise.cli.OutputFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the services as any client would. A creation carries one idempotency key through all its attempts,
/// so that however often it is tried, it happens once. Safe for any number of threads.
final class DemoApi implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(15);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String TOKEN = "Consistency-Token";
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /// Asks for something to be created.
    ///
    /// @throws IOException when it is refused, or a minute of trying was not enough
    JsonNode create(String method, String url, String author, Object body) throws IOException, InterruptedException {
        return bodyOf(send(withBody(method, url, author, body)
                .header("Idempotency-Key", UUID.randomUUID().toString())));
    }

    /// Reads something.
    ///
    /// @throws IOException when it is refused, or a minute of trying was not enough
    JsonNode get(String url) throws IOException, InterruptedException {
        return bodyOf(send(request(url, "demo")));
    }

    /// Reads something once the write of a consistency token is in it.
    ///
    /// @throws IOException when it is refused, or a minute of trying was not enough
    JsonNode see(String url, String token) throws IOException, InterruptedException {
        return bodyOf(send(request(url, "demo").header(TOKEN, token)));
    }

    static HttpRequest.Builder request(String url, String author) {
        return HttpRequest.newBuilder(URI.create(url)).header("X-Author", author);
    }

    static HttpRequest.Builder withBody(String method, String url, String author, Object body) {
        return request(url, author)
                .method(method, BodyPublishers.ofString(OutputFormat.line(body)))
                .header("Content-Type", "application/json");
    }

    static JsonNode bodyOf(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /// The post, comment or task in an answer; only a task is wrapped.
    static JsonNode item(JsonNode body) {
        return body.path("task").isObject() ? body.path("task") : body;
    }

    /// Sends a request until it is answered with something else than 503.
    ///
    /// @throws Refused when it is refused
    /// @throws IOException when a minute of trying was not enough
    HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(ANSWER).build();
        Instant giveUp = Instant.now().plus(PATIENCE);
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() < 300) {
                    return response;
                }
                if (response.statusCode() != 503 || Instant.now().isAfter(giveUp)) {
                    throw new Refused(request, response);
                }
            } catch (Refused refused) {
                throw refused;
            } catch (IOException unreachable) {
                if (Instant.now().isAfter(giveUp)) {
                    throw unreachable;
                }
            }
            Thread.sleep(pause);
        }
    }

    /// An answer that trying again won't change.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        final int status;

        Refused(HttpRequest request, HttpResponse<String> response) {
            super(request.method() + " " + request.uri() + " was answered with " + response.statusCode() + ": "
                    + response.body());
            status = response.statusCode();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
