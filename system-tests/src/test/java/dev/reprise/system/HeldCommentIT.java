package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The whole life of a comment that the policy holds, as its author, strangers and moderators see it.
@ExtendWith(OneSystem.class)
class HeldCommentIT {

    private static final String HOLDING = """
        {"rules":[{"id":"no-orange","kind":"contains-text","texts":["orange"],"outcome":"reject"},\
        {"id":"hold-lemon","kind":"contains-text","texts":["lemon"],"outcome":"hold"}]}
        """;
    private static final String INITIAL = """
        {"rules":[{"id":"orange","kind":"contains-text","texts":["orange"],"outcome":"reject"}]}
        """;

    private final Api api;

    HeldCommentIT(Api api) {
        this.api = api;
    }

    @BeforeEach
    void holdLemons() {
        put(HOLDING);
    }

    @AfterEach
    void holdNothing() {
        put(INITIAL);
    }

    private void put(String policy) {
        String url = api.url(RunningSystem.MODERATION, "/policy");
        String etag = Call.get(url).send().expect(200).etag();
        Call.json("PUT", url, policy).as("mo").ifMatch(etag).send().expect(200);
    }

    @Test
    void it_is_held_decided_by_one_of_two_edited_held_again_and_deleted() {
        UUID post = api.post("ada", "Fruit").id();
        UUID comment = api.comment("bob", post, "A lemon.").id();

        JsonNode waiting = awaitQueued(comment, 1);
        assertThat(waiting.path("postTitle").asString()).isEqualTo("Fruit");
        assertThat(waiting.path("authorId").asString()).isEqualTo("bob");
        assertThat(waiting.path("content").asString()).isEqualTo("A lemon.");
        assertThat(waiting.path("ruleId").asString()).isEqualTo("hold-lemon");
        assertThat(api.awaitVersion(comment, 2).path("status").asString()).isEqualTo("pending");
        assertThat(shownTo("eve", post)).isEmpty();
        assertThat(shownTo("bob", post)).containsExactly("pending");

        api.deciding("mo", comment, 1, "approve").send().expect(201);
        Answer second = api.deciding("flo", comment, 1, "reject").send().expectProblem(409, "already-decided");
        assertThat(second.json().path("decidedBy").asString()).isEqualTo("mo");
        api.awaitCount(post, 1);
        assertThat(shownTo("eve", post)).containsExactly("approved");
        assertThat(queued(comment)).isEmpty();

        api.editing("bob", comment, "Two lemons.").ifMatch("\"3\"").send().expect(200);
        assertThat(awaitQueued(comment, 2).path("content").asString()).isEqualTo("Two lemons.");
        api.awaitCount(post, 0);
        assertThat(shownTo("eve", post)).isEmpty();
        api.deciding("mo", comment, 1, "approve").send().expectProblem(409, "stale-revision");
        api.deciding("flo", comment, 2, "reject").send().expect(201);
        JsonNode rejected = api.awaitVersion(comment, 6);
        assertThat(rejected.path("status").asString()).isEqualTo("rejected");
        assertThat(history(comment))
                .containsExactly("1 held policy", "1 approved mo", "2 held policy", "2 rejected flo");

        api.editing("bob", comment, "Lemons, then.").ifMatch("\"6\"").send().expect(200);
        awaitQueued(comment, 3);
        int version = api.awaitVersion(comment, 8).path("version").asInt();
        Call.delete(api.url(RunningSystem.COMMENT, "/comments/" + comment))
                .as("bob")
                .ifMatch("\"" + version + "\"")
                .send()
                .expect(204);
        patiently().until(() -> queued(comment).isEmpty());
        api.deciding("mo", comment, 3, "approve").send().expectProblem(404, "comment-not-found");
    }

    @Test
    void it_leaves_the_queue_with_its_post() {
        UUID post = api.post("ada", "Soon gone").id();
        UUID comment = api.comment("bob", post, "A lemon.").id();
        awaitQueued(comment, 1);

        api.deletingPost("ada", post).ifMatch("\"1\"").send().expect(204);

        patiently().until(() -> queued(comment).isEmpty());
        patiently().until(() -> api.commentAsKept(comment).status() == 404);
    }

    private JsonNode awaitQueued(UUID comment, int revision) {
        return patiently()
                .until(
                        () -> queued(comment),
                        found -> found.filter(
                                        item -> item.path("revision").asInt() == revision && item.has("postTitle"))
                                .isPresent())
                .orElseThrow();
    }

    private Optional<JsonNode> queued(UUID comment) {
        JsonNode page = Call.get(api.url(RunningSystem.MODERATION, "/queue?limit=100"))
                .send()
                .expect(200)
                .json();
        return Api.items(page).stream()
                .filter(item -> item.path("commentId").asString().equals(comment.toString()))
                .findFirst();
    }

    private List<String> shownTo(String reader, UUID post) {
        JsonNode page = api.read("/posts/" + post + "/comments")
                .as(reader)
                .send()
                .expect(200)
                .json();
        return Api.texts(Api.items(page), "status");
    }

    private List<String> history(UUID comment) {
        JsonNode history = Call.get(api.url(RunningSystem.MODERATION, "/comments/" + comment + "/history"))
                .send()
                .expect(200)
                .json();
        return Api.items(history).stream()
                .map(item -> "%s %s %s"
                        .formatted(
                                item.path("revision").asInt(),
                                item.path("status").asString(),
                                item.path("decidedBy").asString()))
                .toList();
    }
}
