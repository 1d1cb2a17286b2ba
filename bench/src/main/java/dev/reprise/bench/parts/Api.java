package dev.reprise.bench.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One service over HTTP, over connections that are kept. Any status but those of success is an error.
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Api(String url) {
        this.url = url;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(answer(path).body());
    }

    /// Waits, inside of the service, until a write is visible.
    ///
    /// @param token the `Consistency-Token`; the path says how long to `wait`
    public JsonNode get(String path, String token) throws IOException, InterruptedException {
        return JSON.readTree(
                send(request(path).header("Consistency-Token", token)).body());
    }

    /// The answer with its headers, its body as it was sent.
    public HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /// What one who has the answer of that `ETag` is told; only the status is of interest.
    public int statusIfNoneMatch(String path, String etag) throws IOException, InterruptedException {
        return http.send(request(path).header("If-None-Match", etag).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    public JsonNode post(String path, String json) throws IOException, InterruptedException {
        return JSON.readTree(posted(path, json).body());
    }

    /// The same with the answer's headers.
    public HttpResponse<byte[]> posted(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-Author", "bench")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " answers " + answer.statusCode() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    /// query-service only: until its read model has everything that stands on the topics.
    public void awaitNoLag() throws IOException, InterruptedException {
        while (get("/model").get("lag").asLong() > 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /// Until the service has published all its events.
    public void awaitPublished() throws IOException, InterruptedException {
        while (get("/actuator/consumers").at("/outbox/waiting").asLong() > 0) {
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
