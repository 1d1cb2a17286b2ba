package dev.reprise.system.campaign;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import dev.reprise.system.Answer;
import dev.reprise.system.Api;
import dev.reprise.system.Call;
import dev.reprise.system.campaign.History.Order;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Seen;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads from query-service, as what the checker needs of them. Empty when there was no answer, or it was that it can't
/// be answered now.
record Reads(Api api) {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final String WAIT = "wait=3000";

    Optional<Read> post(UUID id, String reader, @Nullable ConsistencyToken token) {
        return ask("/posts/" + id + "?" + WAIT, reader, token, answer -> {
            if (answer.status() == 404) {
                return read("post", reader, token, Order.OLDEST_FIRST, null, List.of(), List.of());
            }
            JsonNode post = answer.json();
            List<Seen> comments = comments(post.path("comments"));
            boolean isAboutComment = token != null && token.topic() == Topic.COMMENTS;
            return read(
                    "post",
                    reader,
                    token,
                    Order.OLDEST_FIRST,
                    post,
                    isAboutComment ? comments : List.of(seen(post, "title")),
                    comments);
        });
    }

    Optional<Read> posts(String query, String reader, @Nullable ConsistencyToken token) {
        return ask("/posts" + query + "&" + WAIT, reader, token, answer -> {
            List<JsonNode> posts = Api.list(answer.json().path("items"));
            return read(
                    "posts",
                    reader,
                    token,
                    Order.NEWEST_FIRST,
                    answer.json(),
                    posts.stream().map(post -> seen(post, "title")).toList(),
                    posts.stream()
                            .flatMap(post -> comments(post.path("comments")).stream())
                            .toList());
        });
    }

    Optional<Read> comments(UUID postId, String reader, @Nullable ConsistencyToken token) {
        return ask("/posts/" + postId + "/comments?limit=100&" + WAIT, reader, token, answer -> {
            List<Seen> comments =
                    answer.status() == 404 ? List.of() : comments(answer.json().path("items"));
            return read(
                    "comments",
                    reader,
                    token,
                    Order.OLDEST_FIRST,
                    answer.status() == 404 ? null : answer.json(),
                    comments,
                    comments);
        });
    }

    Optional<Read> task(UUID id, String reader, ConsistencyToken token) {
        return ask(
                "/tasks/" + id + "?" + WAIT,
                reader,
                token,
                answer -> read(
                        "task",
                        reader,
                        token,
                        Order.NEWEST_FIRST,
                        null,
                        answer.status() == 404 ? List.of() : List.of(seen(answer.json(), "name")),
                        List.of()));
    }

    Optional<Read> tasks(String reader, ConsistencyToken token) {
        return ask(
                "/tasks?limit=50&" + WAIT,
                reader,
                token,
                answer -> read(
                        "tasks",
                        reader,
                        token,
                        Order.NEWEST_FIRST,
                        answer.json(),
                        Api.list(answer.json().path("items")).stream()
                                .map(task -> seen(task, "name"))
                                .toList(),
                        List.of()));
    }

    private interface Reading {
        Read of(Answer answer);
    }

    private Optional<Read> ask(String path, String reader, @Nullable ConsistencyToken token, Reading reading) {
        Call call = api.read(path).within(PATIENCE);
        if (!reader.equals("anonymous")) {
            call.as(reader);
        }
        if (token != null) {
            call.seeing(token.encode());
        }
        try {
            Answer answer = call.send();
            return answer.status() >= 500
                    ? Optional.empty()
                    : Optional.of(reading.of(answer.status() == 404 ? answer : answer.expect(200)));
        } catch (UncheckedIOException noAnswer) {
            return Optional.empty();
        }
    }

    /// @param page has a `nextCursor` when there is more; null when there is no page
    private static Read read(
            String name,
            String reader,
            @Nullable ConsistencyToken token,
            Order order,
            @Nullable JsonNode page,
            List<Seen> shown,
            List<Seen> comments) {
        boolean isWhole = page == null || page.path("nextCursor").asString("").isEmpty();
        return new Read(name, reader, token, order, isWhole, shown, comments);
    }

    static List<Seen> comments(JsonNode array) {
        return Api.list(array).stream().map(comment -> seen(comment, "content")).toList();
    }

    static Seen seen(JsonNode node, String text) {
        return new Seen(
                UUID.fromString(node.path("id").asString()),
                node.path("version").asLong(),
                node.path("authorId").asString(""),
                node.path(text).asString(),
                node.path("status").asString(""));
    }
}
