package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// From a write to what readers see, and the tokens with which people read their own writes.
@ExtendWith(OneSystem.class)
class ReadYourWritesIT {

    /// The longest that a read may be held back, so that a busy machine doesn't matter.
    private static final String WAIT = "wait=10000";

    private final Api api;

    ReadYourWritesIT(Api api) {
        this.api = api;
    }

    @Test
    void a_comment_is_screened_and_then_counted_and_shown_with_its_post() {
        UUID postId = api.post("ada", "Engines").id();
        List<UUID> comments = List.of("one", "two", "three", "four").stream()
                .map(text -> api.comment("bob", postId, text).id())
                .toList();

        JsonNode post = api.awaitCount(postId, 4);

        assertThat(Api.texts(Api.list(post.path("comments")), "content"))
                .containsExactly("one", "two", "three", "four");
        assertThat(Api.texts(Api.list(post.path("comments")), "status")).containsOnly("approved");
        JsonNode listed = Api.items(
                        api.read("/posts?limit=100").send().expect(200).json())
                .stream()
                .filter(item -> item.path("id").asString().equals(postId.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(listed.path("commentCount").asInt()).isEqualTo(4);
        assertThat(Api.texts(Api.list(listed.path("comments")), "content")).containsExactly("four", "three", "two");
        JsonNode kept = api.commentAsKept(comments.getFirst()).expect(200).json();
        assertThat(kept.path("status").asString()).isEqualTo("approved");
        assertThat(kept.path("version").asInt()).isEqualTo(2);
    }

    @Test
    void a_post_is_seen_as_its_author_left_it_right_after_each_write() {
        Answer created = api.post("ada", "First");
        String path = "/posts/" + created.id();
        assertThat(title(seen(path, created))).isEqualTo("First");

        Answer changed = api.retitling("ada", created.id(), "Second")
                .ifMatch(created.etag())
                .send()
                .expect(200);
        assertThat(title(seen(path, changed))).isEqualTo("Second");
        assertThat(changed.etag()).isEqualTo("\"2\"");

        Answer deleted = api.deletingPost("ada", created.id())
                .ifMatch(changed.etag())
                .send()
                .expect(204);
        seen(path, deleted).expectProblem(404, "post-not-found");
    }

    @Test
    void a_comment_is_seen_by_its_author_right_after_each_write() {
        UUID postId = api.post("ada", "Post").id();
        String path = "/posts/" + postId + "/comments";
        Answer created = api.comment("bob", postId, "first");
        assertThat(ownComments(path, created)).containsExactly("first");

        JsonNode approved = api.awaitVersion(created.id(), 2);
        Answer edited = api.editing("bob", created.id(), "second")
                .ifMatch("\"" + approved.path("version").asInt() + "\"")
                .send()
                .expect(200);
        assertThat(ownComments(path, edited)).containsExactly("second");

        api.awaitVersion(created.id(), 4);
        Answer deleted = Call.delete(api.url(RunningSystem.COMMENT, "/comments/" + created.id()))
                .as("bob")
                .ifMatch("\"4\"")
                .send()
                .expect(204);
        assertThat(ownComments(path, deleted)).isEmpty();
    }

    @Test
    void a_task_is_seen_right_after_each_write() {
        Answer created = api.creatingTask(Map.of("name", "Write")).send().expect(201);
        UUID id = UUID.fromString(created.json().path("task").path("id").asString());
        assertThat(seen("/tasks/" + id, created)
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("new");

        Answer started = api.updatingTask(id, Map.of("status", "active")).send().expect(200);
        assertThat(seen("/tasks/" + id, started)
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("active");
    }

    @Test
    void a_write_that_never_happened_is_waited_for_and_then_said_not_to_be_visible() {
        UUID nothing = Ids.next();
        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS)) {
            String token = new ConsistencyToken(topic, nothing, nothing, 1).encode();
            long start = System.nanoTime();
            Answer answer = api.read("/posts?wait=300").seeing(token).send();
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            answer.expectProblem(503, "not-yet-visible");
            assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    @Test
    void a_token_of_the_next_version_is_not_visible_though_the_post_is() {
        Answer created = api.post("ada", "Only one version");
        String next = new ConsistencyToken(Topic.POSTS, created.id(), created.id(), 2).encode();

        seen("/posts/" + created.id(), created).expect(200);
        api.read("/posts/" + created.id() + "?wait=0").seeing(next).send().expectProblem(503, "not-yet-visible");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        for (String token : List.of("garbage", "AAAA", "bm90OmE6dG9rZW46MQ", "%%%", "x".repeat(5_000))) {
            api.read("/posts").seeing(token).send().expectProblem(400, "invalid-consistency-token");
        }
    }

    private Answer seen(String path, Answer write) {
        return api.read(path + "?" + WAIT).seeing(write.token()).send();
    }

    private static String title(Answer answer) {
        return answer.expect(200).json().path("title").asString();
    }

    private List<String> ownComments(String path, Answer write) {
        Answer answer =
                api.read(path + "?" + WAIT).as("bob").seeing(write.token()).send();
        return Api.texts(Api.items(answer.expect(200).json()), "content");
    }
}
