package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Another policy is tried, put in force and applied to what is there. A system of its own, as other tests rely on the
/// policy that comes with the service.
@Tag("embedded")
class PolicyIT {

    private static final EmbeddedSystem SYSTEM = EmbeddedSystem.start(
            Path.of(System.getProperty("reprise.root", "..")).toAbsolutePath().normalize(), "policy");
    private static final Api API = new Api(SYSTEM);
    private static final Topics TOPICS = new Topics(SYSTEM);

    private static final String LEMON = rules("lemon");
    private static final String INVALID =
            "{\"rules\":[{\"id\":\"a\",\"kind\":\"matches-pattern\",\"outcome\":\"hold\",\"pattern\":\"(\"},"
                    + "{\"id\":\"a\",\"kind\":\"vibes\",\"outcome\":\"hold\"}]}";

    @AfterAll
    static void stop() {
        TOPICS.close();
        SYSTEM.close();
    }

    @Test
    void a_policy_is_refused_previewed_put_and_applied_and_readers_see_it() {
        Answer before = put(rules("orange"));
        UUID post = API.post("ada", "Fruit").id();
        UUID orange = API.comment("bob", post, "An orange.").id();
        UUID lemon = API.comment("bob", post, "Two ＬＥＭons.").id();
        UUID quince = API.comment("bob", post, "A quince.").id();
        List.of(orange, lemon, quince).forEach(comment -> API.awaitVersion(comment, 2));
        API.awaitCount(post, 2);

        JsonNode errors = policy("PUT", "", INVALID)
                .ifMatch(before.etag())
                .send()
                .expectProblem(400, "invalid-policy")
                .json()
                .path("errors");
        assertThat(Api.texts(Api.list(errors), "field"))
                .containsExactly("/rules/0/pattern", "/rules/1/id", "/rules/1/kind");
        assertThat(Api.texts(Api.list(errors), "code")).containsExactly("bad-pattern", "duplicate-id", "unknown-kind");
        policy("POST", "/preview", INVALID).send().expectProblem(400, "invalid-policy");
        policy("PUT", "", LEMON).send().expectProblem(428, "if-match-required");
        assertThat(policy("GET", "", "").send().etag()).isEqualTo(before.etag());

        JsonNode preview = done(
                "/previews/",
                policy("POST", "/preview", LEMON).send().expect(202).id());
        assertThat(preview.path("done")).isEqualTo(preview.path("total"));
        assertThat(changed("/previews/", preview, post)).containsExactlyInAnyOrder(orange.toString(), lemon.toString());
        assertThat(shown(post)).containsExactlyInAnyOrder("Two ＬＥＭons.", "A quince.");

        Answer put = policy("PUT", "", LEMON).ifMatch(before.etag()).send().expect(200);
        assertThat(put.etag()).isNotEqualTo(before.etag());
        policy("PUT", "", rules("lime")).ifMatch(before.etag()).send().expectProblem(412, "stale-version");
        JsonNode rescreen = done(
                "/rescreens/",
                policy("POST", "/rescreen", "{}").send().expect(202).id());
        assertThat(rescreen.path("changes")).isEqualTo(preview.path("changes"));
        assertThat(rescreen.path("shifts")).isEqualTo(preview.path("shifts"));
        assertThat(changed("/rescreens/", rescreen, post))
                .containsExactlyInAnyOrder(orange.toString(), lemon.toString());

        patiently().until(() -> shown(post).contains("An orange."));
        patiently().until(() -> !shown(post).contains("Two ＬＥＭons."));
        assertThat(shown(post)).containsExactlyInAnyOrder("An orange.", "A quince.");
        List<JsonNode> history =
                Api.items(Call.get(API.url(RunningSystem.MODERATION, "/comments/" + lemon + "/history"))
                        .send()
                        .expect(200)
                        .json());
        assertThat(Api.texts(history, "status")).containsExactly("approved", "rejected");
        assertThat(history.getLast().path("matched").asString()).isEqualTo("ＬＥＭon");
        assertThat(history.getLast().path("matchedAt").path("start").asInt()).isEqualTo(4);
        assertThat(put.etag())
                .isEqualTo("\"" + history.getLast().path("policyVersion").asLong() + "\"");

        UUID later = API.comment("bob", post, "Another lemon.").id();
        assertThat(API.awaitVersion(later, 2).path("status").asString()).isEqualTo("rejected");
    }

    @Test
    void a_rescreen_whose_service_is_killed_goes_on_and_decides_nothing_twice() {
        put(rules("orange"));
        UUID post = API.post("ada", "Many").id();
        List<UUID> comments = IntStream.range(0, 80)
                .mapToObj(i -> API.comment("carol", post, "Number " + i + " tells of pears.")
                        .id())
                .toList();
        API.awaitCount(post, 80);
        put(rules("pear"));
        UUID rescreen = policy("POST", "/rescreen", "{\"changesPerSecond\":10}")
                .send()
                .expect(202)
                .id();
        patiently().until(() -> rejected(post, comments) > 10);

        SYSTEM.kill(RunningSystem.MODERATION);
        assertThat(rejected(post, comments)).isBetween(10L, 79L);
        SYSTEM.startWhatIsMissing();

        JsonNode done = done("/rescreens/", rescreen);
        assertThat(done.path("state").asString()).isEqualTo("done");
        API.awaitCount(post, 0);
        patiently().until(() -> rejected(post, comments) == 80);
        TOPICS.events(Topic.MODERATION, Set.of(post))
                .values()
                .forEach(verdicts ->
                        assertThat(verdicts).extracting(EventEnvelope::sequence).containsExactly(1L, 2L));
    }

    private static Answer put(String rules) {
        String version = policy("GET", "", "").send().expect(200).etag();
        return policy("PUT", "", rules).ifMatch(version).send().expect(200);
    }

    /// The comments of a post among the changes of a run.
    private static List<String> changed(String path, JsonNode run, UUID post) {
        String changes = path + run.path("id").asString() + "/changes?limit=100";
        return Api.items(policy("GET", changes, "").send().expect(200).json()).stream()
                .filter(change -> change.path("postId").asString().equals(post.toString()))
                .map(change -> change.path("commentId").asString())
                .toList();
    }

    private static long rejected(UUID post, List<UUID> comments) {
        Map<UUID, List<EventEnvelope>> verdicts = TOPICS.events(Topic.MODERATION, Set.of(post));
        return comments.stream()
                .flatMap(comment -> verdicts.getOrDefault(comment, List.of()).stream())
                .filter(event ->
                        event.data() instanceof CommentModerated verdict && verdict.status() == Verdict.REJECTED)
                .count();
    }

    private static JsonNode done(String path, UUID run) {
        return patiently()
                .until(
                        () -> policy("GET", path + run, "").send().expect(200).json(),
                        shown -> !Set.of("waiting", "running")
                                .contains(shown.path("state").asString()));
    }

    private static List<String> shown(UUID post) {
        return Api.texts(API.all("/posts/" + post + "/comments?limit=100"), "content");
    }

    private static Call policy(String method, String path, String body) {
        return Call.json(method, API.url(RunningSystem.MODERATION, "/policy" + path), body)
                .as("ada");
    }

    private static String rules(String text) {
        return "{\"rules\":[{\"id\":\"%s\",\"kind\":\"contains-text\",\"outcome\":\"reject\",\"texts\":[\"%s\"]}]}"
                .formatted(text, text);
    }
}
