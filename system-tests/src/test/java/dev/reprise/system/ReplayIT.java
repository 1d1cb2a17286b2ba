package dev.reprise.system;

import static com.mongodb.client.model.Filters.eq;
import static dev.reprise.system.Patience.patiently;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// The read model is built anew while it is read and written to; compared, switched in, and switched back.
@ExtendWith(OneSystem.class)
class ReplayIT {

    private static final int POSTS = 4;

    private final Api api;
    private final Stores stores;
    private final Replays replays;

    ReplayIT(Api api, Stores stores) {
        this.api = api;
        this.stores = stores;
        this.replays = new Replays(api);
    }

    @BeforeEach
    void nothingIsUnderWay() {
        replays.cancelPending();
    }

    @Test
    void writes_at_full_speed_lose_nothing_to_a_cutover_and_to_a_rollback_and_reads_go_on() {
        List<UUID> posts = postsWithComments();
        int before = replays.live();
        try (Reader reader = new Reader(api.url(RunningSystem.QUERY, ""), posts);
                Crowd crowd = Crowd.withoutEnd(
                        i -> api.commenting("bob", posts.get(i % POSTS), "while it is switched " + i))) {
            crowd.awaitAcknowledged(20);
            UUID replay = replays.start(Map.of());
            JsonNode live = replays.await(replay, "live");
            assertThat(replays.live())
                    .isEqualTo(live.path("generation").asInt())
                    .isGreaterThan(before);
            assertThat(live.path("diff").path("changed").asInt()).isZero();
            assertThat(live.path("done").asLong()).isEqualTo(live.path("total").asLong());

            crowd.awaitAcknowledged(crowd.acknowledged() + 20);
            replays.rollingBack(replay).send().expect(200);
            assertThat(replays.get(replay).path("state").asString()).isEqualTo("rolled-back");
            assertThat(replays.live()).isEqualTo(before);

            crowd.awaitAcknowledged(crowd.acknowledged() + 20);
            crowd.stop();
            List<Answer> written = crowd.answers();
            Map<String, Long> comments = written.stream()
                    .collect(groupingBy(answer -> answer.json().path("postId").asString(), counting()));
            for (UUID post : posts) {
                api.awaitCount(post, 1 + Math.toIntExact(comments.getOrDefault(post.toString(), 0L)));
            }
            Answer last = written.getLast();
            api.read("/posts/" + posts.getLast()).seeing(last.token()).send().expect(200);
            assertThat(reader.reads()).isPositive();
            assertThat(reader.faults()).isEmpty();
        }
    }

    @Test
    void a_token_from_before_the_cutover_holds_after_it_and_one_from_after_it_holds_after_a_rollback() {
        Answer before = api.post("ada", "Before");
        UUID replay = replays.start(Map.of());
        replays.await(replay, "live");
        api.read("/posts/" + before.id()).seeing(before.token()).send().expect(200);

        Answer after = api.post("ada", "After");
        api.read("/posts/" + after.id()).seeing(after.token()).send().expect(200);
        replays.rollingBack(replay).send().expect(200);

        api.read("/posts/" + after.id()).seeing(after.token()).send().expect(200);
        assertThat(api.read("/posts?limit=1").seeing(after.token()).send().text())
                .contains(after.id().toString());
    }

    @Test
    void a_corrupted_document_is_found_by_a_dry_run_holds_back_the_switch_and_is_mended_by_it() {
        UUID post = api.post("ada", "As it was written").id();
        api.comment("bob", post, "true");
        api.awaitCount(post, 1);
        String etag = api.read("/posts/" + post).send().etag();
        stores.live("posts").updateOne(eq("_id", post.toString()), Updates.set("post.title", "Tampered with"));
        stores.live("comments").insertOne(stray(post));
        patiently().until(() -> title(post).equals("Tampered with"));

        UUID dryRun = replays.start(Map.of("dryRun", true));
        assertThat(replays.await(dryRun, "ready").path("diff").path("changed").asInt())
                .isEqualTo(1);
        JsonNode diff = replays.diff(dryRun);
        assertThat(diff.path("counts").path("extra").asInt()).isEqualTo(1);
        assertThat(diff.path("listed").asInt()).isEqualTo(2);
        assertThat(Api.texts(Api.list(diff.path("items")), "kind")).containsExactlyInAnyOrder("changed", "extra");
        assertThat(diff.toString()).contains(post.toString(), "post.title", "Tampered with", "As it was written");
        replays.cuttingOver(dryRun).send().expectProblem(409, "never-switched-in");
        assertThat(title(post)).isEqualTo("Tampered with");

        patiently().until(() -> replays.model().path("pending").isMissingNode());
        UUID replay = replays.start(Map.of("cutover", "auto"));
        assertThat(replays.await(replay, "ready").path("waitsFor").asString()).isEqualTo("person");
        assertThat(title(post)).isEqualTo("Tampered with");
        replays.cuttingOver(replay).send().expect(200);

        assertThat(title(post)).isEqualTo("As it was written");
        api.read("/posts/" + post).with("If-None-Match", etag).send().expect(200);
        JsonNode audit = Api.list(replays.model().path("switches")).getLast();
        assertThat(audit.path("by").asString()).isEqualTo("operator");
        assertThat(audit.path("kind").asString()).isEqualTo("cutover");
        assertThat(audit.path("replay").asString()).isEqualTo(replay.toString());
        assertThat(audit.path("diff").path("changed").asInt()).isEqualTo(1);
    }

    private static Document stray(UUID post) {
        UUID comment = UUID.randomUUID();
        return new Document("_id", post + "/" + comment)
                .append("commentId", comment.toString())
                .append("postId", post.toString())
                .append("status", "rejected")
                .append("version", 1L)
                .append("deleted", false);
    }

    private String title(UUID post) {
        return api.read("/posts/" + post)
                .send()
                .expect(200)
                .json()
                .path("title")
                .asString();
    }

    @Test
    void a_model_as_of_a_time_shows_what_there_was_then_and_is_never_switched_in() {
        Answer created = api.post("ada", "Then");
        UUID post = created.id();
        api.read("/posts/" + post).seeing(created.token()).send().expect(200);
        Instant then = Instant.parse(created.json().path("createdAt").asString());
        Answer retitled =
                api.retitling("ada", post, "Now").ifMatch("\"1\"").send().expect(200);
        assertThat(Instant.parse(retitled.json().path("updatedAt").asString())).isAfter(then);

        UUID replay = replays.start(Map.of("until", then.toString()));
        int generation = replays.await(replay, "ready").path("generation").asInt();

        String ofThen = "?generation=" + generation;
        assertThat(api.read("/posts/" + post + ofThen)
                        .send()
                        .expect(200)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("Then");
        assertThat(title(post)).isEqualTo("Now");
        replays.cuttingOver(replay).send().expectProblem(409, "never-switched-in");
        api.read("/replays/" + replay + "/diff").send().expectProblem(409, "not-compared");
        replays.canceling(replay).send().expect(204);
        patiently().until(() -> api.read("/posts/" + post + ofThen).send().status() == 404);
        api.read("/posts/" + post + ofThen).send().expectProblem(404, "generation-not-found");
        api.read("/posts?generation=x").send().expectProblem(400, "invalid-generation");
    }

    @Test
    void one_replay_at_a_time_and_a_canceled_one_leaves_the_live_model_alone() {
        UUID post = postsWithComments().getFirst();
        int live = replays.live();
        UUID first = replays.start(Map.of("maxEventsPerSecond", 1));
        JsonNode refused = replays.starting(Map.of())
                .send()
                .expectProblem(409, "replay-running")
                .json();
        assertThat(refused.path("replay").asString()).isEqualTo(first.toString());
        replays.posting("/replays/plan", Map.of()).send().expectProblem(409, "replay-running");
        JsonNode seen = replays.await(first, "replaying");
        assertThat(seen.path("total").asLong()).isPositive();
        replays.cuttingOver(first).send().expectProblem(409, "not-ready");
        replays.rollingBack(first).send().expectProblem(409, "not-live");
        api.read("/replays/" + first + "/diff").send().expectProblem(409, "not-compared");

        replays.canceling(first).send().expect(204);
        replays.canceling(first).send().expect(204);

        assertThat(replays.get(first).path("state").asString()).isEqualTo("canceled");
        replays.cuttingOver(first).send().expectProblem(409, "not-ready");
        assertThat(replays.live()).isEqualTo(live);
        api.read("/posts/" + post).send().expect(200);
        UUID second = replays.start(Map.of("cutover", "manual"));
        assertThat(replays.await(second, "ready").path("waitsFor").asString()).isEqualTo("person");
        assertThat(replays.live()).isEqualTo(live);
        replays.canceling(second).send().expect(204);
    }

    @Test
    void a_replay_that_is_live_is_rolled_back_and_not_canceled() {
        UUID replay = replays.start(Map.of());
        replays.await(replay, "live");
        replays.canceling(replay).send().expectProblem(409, "replay-live");
        replays.rollingBack(replay).send().expect(200);
        replays.rollingBack(replay).send().expectProblem(409, "not-live");
    }

    @Test
    void what_cannot_be_replayed_is_refused_and_changes_nothing() {
        String future = Instant.now().plusSeconds(3_600).toString();
        JsonNode before = replays.model();
        replays.starting(Map.of("until", future)).send().expectProblem(400, "until-in-future");
        replays.starting(Map.of("from", "2026-01-02T00:00:00Z", "until", "2026-01-01T00:00:00Z"))
                .send()
                .expectProblem(400, "from-after-until");
        replays.starting(Map.of("from", "yesterday")).send().expectProblem(400, "invalid-from");
        replays.starting(Map.of("until", "noon")).send().expectProblem(400, "invalid-until");
        replays.starting(Map.of("cutover", "maybe")).send().expectProblem(400, "invalid-cutover");
        replays.starting(Map.of("maxEventsPerSecond", 0)).send().expectProblem(400, "invalid-rate");
        replays.starting(Map.of("maxEventsPerSecond", -5)).send().expectProblem(400, "invalid-rate");
        assertThat(replays.starting(Map.of("generation", 1)).send().status()).isEqualTo(400);
        UUID unknown = UUID.randomUUID();
        api.read("/replays/" + unknown).send().expectProblem(404, "replay-not-found");
        api.read("/replays/" + unknown + "/diff").send().expectProblem(404, "replay-not-found");
        replays.cuttingOver(unknown).send().expectProblem(404, "replay-not-found");
        replays.rollingBack(unknown).send().expectProblem(404, "replay-not-found");
        replays.canceling(unknown).send().expectProblem(404, "replay-not-found");
        assertThat(api.read("/replays/not-an-id").send().status()).isEqualTo(404);
        JsonNode after = replays.model();
        assertThat(after.path("switches")).isEqualTo(before.path("switches"));
        assertThat(after.path("pending").isMissingNode()).isTrue();
    }

    @Test
    void a_plan_says_what_a_replay_would_take_and_starts_nothing() {
        postsWithComments();
        JsonNode plan =
                replays.posting("/replays/plan", Map.of()).send().expect(200).json();
        assertThat(plan.path("events").asLong()).isPositive();
        assertThat(plan.path("seconds").asLong()).isPositive();
        assertThat(plan.path("bytes").asLong()).isPositive();
        assertThat(plan.path("partitions")).hasSize(36);
        assertThat(replays.model().path("pending").isMissingNode()).isTrue();
    }

    private List<UUID> postsWithComments() {
        List<UUID> posts = IntStream.range(0, POSTS)
                .mapToObj(i -> api.post("ada", "Post " + i).id())
                .toList();
        posts.forEach(post -> api.comment("bob", post, "first"));
        posts.forEach(post -> api.awaitCount(post, 1));
        return posts;
    }
}
