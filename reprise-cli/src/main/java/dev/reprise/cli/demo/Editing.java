package dev.reprise.cli.demo;

import dev.reprise.cli.demo.DemoApi.Refused;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Changes and deletes what stands, naming the version it was read in, again and again while somebody else is
/// faster: moderation's verdict on a comment counts a version too. Safe for any number of threads.
record Editing(DemoApi api) {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /// Gives some fields these values.
    ///
    /// @return the change's consistency token; none when they have these values, as after an answer that was lost
    /// @throws IOException when it is refused, or a minute of trying was not enough
    Optional<String> change(String method, String url, String author, Map<String, String> fields)
            throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(DemoApi.PATIENCE);
        while (true) {
            JsonNode item = read(url, author);
            if (has(item, fields)) {
                return Optional.empty();
            }
            HttpRequest.Builder change = DemoApi.withBody(method, url, author, fields);
            Optional<HttpResponse<String>> made = sendIfCurrent(change, item, giveUp);
            if (made.isPresent()) {
                return token(made.get());
            }
        }
    }

    /// Deletes something.
    ///
    /// @return the deletion's consistency token; none when it is gone already, as after an answer that was lost
    /// @throws IOException when it is refused, or a minute of trying was not enough
    Optional<String> delete(String url, String author) throws IOException, InterruptedException {
        Instant giveUp = Instant.now().plus(DemoApi.PATIENCE);
        try {
            Optional<HttpResponse<String>> made = Optional.empty();
            while (made.isEmpty()) {
                JsonNode item = read(url, author);
                made = sendIfCurrent(DemoApi.request(url, author).DELETE(), item, giveUp);
            }
            return token(made.get());
        } catch (Refused refused) {
            if (refused.status == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private JsonNode read(String url, String author) throws IOException, InterruptedException {
        return DemoApi.item(DemoApi.bodyOf(api.send(DemoApi.request(url, author))));
    }

    private static boolean has(JsonNode item, Map<String, String> fields) {
        return fields.entrySet().stream()
                .allMatch(field -> item.path(field.getKey()).asString("").equals(field.getValue()));
    }

    /// The answer; none when the item has another version by now.
    private Optional<HttpResponse<String>> sendIfCurrent(HttpRequest.Builder request, JsonNode item, Instant giveUp)
            throws IOException, InterruptedException {
        try {
            String version = item.path("version").asString();
            return Optional.of(api.send(request.header("If-Match", '"' + version + '"')));
        } catch (Refused refused) {
            if (refused.status == PRECONDITION_FAILED && Instant.now().isBefore(giveUp)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static Optional<String> token(HttpResponse<String> response) {
        return response.headers().firstValue(DemoApi.TOKEN);
    }
}
