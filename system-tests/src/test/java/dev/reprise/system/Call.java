package dev.reprise.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/// One HTTP request, built up and sent. Not thread-safe; the client behind it is.
public final class Call {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final HttpRequest.Builder request;

    private Call(String url, String method, BodyPublisher body) {
        request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
    }

    public static Call get(String url) {
        return new Call(url, "GET", BodyPublishers.noBody());
    }

    public static Call delete(String url) {
        return new Call(url, "DELETE", BodyPublishers.noBody());
    }

    /// @param body JSON, or what pretends to be
    public static Call json(String method, String url, String body) {
        return new Call(url, method, BodyPublishers.ofString(body)).with("Content-Type", "application/json");
    }

    /// With a body whose length is not told, so that it goes out in chunks.
    static Call chunked(String method, String url, Supplier<InputStream> body) {
        return new Call(url, method, BodyPublishers.ofInputStream(body)).with("Content-Type", "application/json");
    }

    public Call with(String header, String value) {
        request.setHeader(header, value);
        return this;
    }

    public Call as(String author) {
        return with("X-Author", author);
    }

    /// A read that has to show the write of that token; waits as long as the service allows.
    public Call seeing(String token) {
        return with("Consistency-Token", token);
    }

    public Call ifMatch(String etag) {
        return with("If-Match", etag);
    }

    /// Waits for the answer no longer than that; a minute without.
    public Call within(Duration patience) {
        request.timeout(patience);
        return this;
    }

    /// @throws UncheckedIOException when there is no answer
    public Answer send() {
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
