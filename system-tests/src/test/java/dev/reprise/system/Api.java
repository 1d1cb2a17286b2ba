package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people do with the system, over HTTP. Thread-safe.
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningSystem system;

    public Api(RunningSystem system) {
        this.system = system;
    }

    public static String json(Map<String, ?> fields) {
        return JSON.writeValueAsString(fields);
    }

    public String url(String service, String path) {
        return system.url(service) + path;
    }

    /// A read from query-service.
    public Call read(String path) {
        return Call.get(url(RunningSystem.QUERY, path));
    }

    public Call posting(String author, String title) {
        return Call.json("POST", url(RunningSystem.POST, "/posts"), json(Map.of("title", title)))
                .as(author);
    }

    Answer post(String author, String title) {
        return posting(author, title).send().expect(201);
    }

    public Call retitling(String author, UUID postId, String title) {
        return Call.json("PATCH", url(RunningSystem.POST, "/posts/" + postId), json(Map.of("title", title)))
                .as(author);
    }

    public Call deletingPost(String author, UUID postId) {
        return Call.delete(url(RunningSystem.POST, "/posts/" + postId)).as(author);
    }

    public Call commenting(String author, UUID postId, String content) {
        return Call.json(
                        "POST",
                        url(RunningSystem.COMMENT, "/posts/" + postId + "/comments"),
                        json(Map.of("content", content)))
                .as(author);
    }

    Answer comment(String author, UUID postId, String content) {
        return commenting(author, postId, content).send().expect(201);
    }

    public Call editing(String author, UUID commentId, String content) {
        return Call.json(
                        "PATCH", url(RunningSystem.COMMENT, "/comments/" + commentId), json(Map.of("content", content)))
                .as(author);
    }

    /// A comment as comment-service keeps it, which shows every status.
    Answer commentAsKept(UUID commentId) {
        return Call.get(url(RunningSystem.COMMENT, "/comments/" + commentId)).send();
    }

    /// Returns the comment as kept, once its version is that.
    JsonNode awaitVersion(UUID commentId, int version) {
        return patiently()
                .until(
                        () -> commentAsKept(commentId).expect(200).json(),
                        kept -> kept.path("version").asInt() == version);
    }

    /// @param decision `approve` or `reject`
    Call deciding(String moderator, UUID commentId, int revision, String decision) {
        return Call.json(
                        "POST",
                        url(RunningSystem.MODERATION, "/decisions"),
                        json(Map.of("commentId", commentId, "revision", revision, "decision", decision)))
                .as(moderator);
    }

    public Call creatingTask(Map<String, ?> fields) {
        return Call.json("PUT", url(RunningSystem.TASK, "/v1/tasks"), json(fields));
    }

    public Call updatingTask(UUID taskId, Map<String, ?> fields) {
        return Call.json("POST", url(RunningSystem.TASK, "/v1/tasks/" + taskId), json(fields));
    }

    /// Returns a post as query-service shows it, once it has that many comments.
    JsonNode awaitCount(UUID postId, int count) {
        return patiently()
                .until(
                        () -> read("/posts/" + postId).send(),
                        answer -> answer.status() == 200
                                && answer.json().path("commentCount").asInt() == count)
                .json();
    }

    /// All items of a list of query-service, page by page to its end.
    ///
    /// @param path with a parameter already, e.g. `/posts?limit=20`
    List<JsonNode> all(String path) {
        return allAfter("", path);
    }

    /// The same from a cursor on.
    List<JsonNode> allAfter(String cursor, String path) {
        List<JsonNode> items = new ArrayList<>();
        String next = cursor;
        do {
            JsonNode page = read(next.isEmpty() ? path : path + "&cursor=" + next)
                    .send()
                    .expect(200)
                    .json();
            items.addAll(items(page));
            next = page.path("nextCursor").asString("");
        } while (!next.isEmpty());
        return items;
    }

    static List<JsonNode> items(JsonNode page) {
        assertThat(page.path("items").isArray()).isTrue();
        return list(page.path("items"));
    }

    public static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asString()).toList();
    }
}
