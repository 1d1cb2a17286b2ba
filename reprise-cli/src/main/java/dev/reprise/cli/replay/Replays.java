package dev.reprise.cli.replay;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.http.ServiceClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The replays of one query-service. Every method may throw a [dev.reprise.cli.http.Refusal], or a
/// [CommandFailure] when nothing answers.
record Replays(ServiceClient client) {

    JsonNode plan(Map<String, Object> request) throws InterruptedException {
        return client.send("POST", "/replays/plan", request, Map.of())
                .accepted()
                .body();
    }

    JsonNode start(Map<String, Object> request) throws InterruptedException {
        return client.send("POST", "/replays", request, Map.of()).accepted().body();
    }

    /// Newest first.
    List<JsonNode> list() throws InterruptedException {
        return client.get("/replays")
                .accepted()
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode get(String id) throws InterruptedException {
        return client.get(path(id)).accepted().body();
    }

    JsonNode cutover(String id) throws InterruptedException {
        return client.send("POST", path(id) + "/cutover", null, Map.of())
                .accepted()
                .body();
    }

    JsonNode rollback(String id) throws InterruptedException {
        return client.send("POST", path(id) + "/rollback", null, Map.of())
                .accepted()
                .body();
    }

    void cancel(String id) throws InterruptedException {
        client.send("DELETE", path(id), null, Map.of()).accepted();
    }

    <T> T diff(String id, ServiceClient.Reading<T> reading) throws InterruptedException {
        return client.stream(path(id) + "/diff", reading);
    }

    /// The id that was named, or that of the newest replay, if possible one in such a state.
    String idOr(@Nullable String named, Set<Replay.State> preferred) throws InterruptedException {
        if (named != null) {
            return named;
        }
        List<Replay> all = list().stream().map(Replay::of).toList();
        return all.stream()
                .filter(replay -> preferred.contains(replay.state()))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Replay::id)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED, "There is no replay yet. Start one: ./reprise replay start"));
    }

    private static String path(String id) {
        return "/replays/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
