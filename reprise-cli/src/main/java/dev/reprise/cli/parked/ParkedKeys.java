package dev.reprise.cli.parked;

import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one service has parked. Every method may throw a [dev.reprise.cli.http.Refusal], or a
/// [dev.reprise.cli.CommandFailure] when nothing answers. Whatever it returns says in `service` whose it is.
///
/// @param subscription only what that one parked; absent for all
/// @param topic only what waits on that topic; absent for all
record ParkedKeys(
        String service,
        ServiceClient client,
        @Nullable String subscription,
        @Nullable String topic) {

    List<JsonNode> list() throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = client.get("/parked" + query("limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
                    .accepted();
            all.addAll(items(answer));
            cursor = answer.body().path("nextCursor").asString("");
        } while (!cursor.isEmpty());
        return all;
    }

    /// None when nothing is parked under it.
    List<JsonNode> get(String key) throws InterruptedException {
        return list().stream()
                .filter(each -> each.path("key").asString("").equals(key))
                .toList();
    }

    /// What today's code makes of what waits.
    List<JsonNode> rehearse(String key) throws InterruptedException {
        return items(client.send("POST", path(key) + "/rehearsal" + query(""), null, Map.of())
                .accepted());
    }

    List<JsonNode> redrive(String key, Map<String, Object> request) throws InterruptedException {
        return items(client.send("POST", path(key) + "/redrive" + query(""), request, Map.of())
                .accepted());
    }

    List<JsonNode> redriveAll(Map<String, Object> request) throws InterruptedException {
        return items(client.send("POST", "/parked/redrive" + query(""), request, Map.of())
                .accepted());
    }

    List<JsonNode> discard(String key, Map<String, Object> request) throws InterruptedException {
        return items(client.send("POST", path(key) + "/discard" + query(""), request, Map.of())
                .accepted());
    }

    /// How far a redrive is, for every key it was asked for.
    List<JsonNode> redrive(String id) throws InterruptedException {
        return items(client.get("/parked/redrives/" + encoded(id)).accepted());
    }

    private List<JsonNode> items(Answer answer) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> (JsonNode) ((ObjectNode) item).put("service", service))
                .toList();
    }

    private static String path(String key) {
        return "/parked/" + encoded(key);
    }

    private String query(String first) {
        List<String> parts = new ArrayList<>();
        if (!first.isEmpty()) {
            parts.add(first);
        }
        if (subscription != null) {
            parts.add("subscription=" + encoded(subscription));
        }
        if (topic != null) {
            parts.add("topic=" + encoded(topic));
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
