package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// query-service is killed in the middle of a replay: it goes on where it was, and the result is whole.
@ExtendWith(OneSystem.class)
class KilledReplayIT {

    private static final int COMMENTS = 60;

    private final RunningSystem system;
    private final Api api;
    private final Replays replays;

    KilledReplayIT(RunningSystem system, Api api) {
        this.system = system;
        this.api = api;
        this.replays = new Replays(api);
    }

    @BeforeEach
    void nothingIsUnderWay() {
        replays.cancelPending();
    }

    @Test
    void killed_while_it_replays_it_goes_on_from_its_checkpoints() {
        List<UUID> posts = written();
        long events = total();
        UUID replay = replays.start(Map.of("cutover", "manual", "maxEventsPerSecond", Math.max(50, events / 15)));
        replays.await(replay, "replaying");
        Patience.patiently().until(() -> replays.get(replay).path("done").asLong() > events / 2);

        system.kill(RunningSystem.QUERY);
        system.startWhatIsMissing();

        JsonNode goesOn = replays.get(replay);
        assertThat(goesOn.path("state").asString()).isIn("replaying", "catching-up", "ready");
        assertThat(goesOn.path("done").asLong())
                .as("not from the beginning again")
                .isPositive();
        requireReadyAndEqual(replay);
        replays.cuttingOver(replay).send().expect(200);
        requireWhole(posts);
    }

    @Test
    void killed_while_it_catches_up_it_goes_on() {
        List<UUID> posts = written();
        UUID replay = replays.start(Map.of("cutover", "manual"));
        String state =
                replays.await(replay, "catching-up", "ready").path("state").asString();
        while (state.equals("ready")) { // too fast to be seen: once more
            replays.canceling(replay).send().expect(204);
            replay = replays.start(Map.of("cutover", "manual"));
            state = replays.await(replay, "catching-up", "ready").path("state").asString();
        }

        system.kill(RunningSystem.QUERY);
        system.startWhatIsMissing();

        requireReadyAndEqual(replay);
        replays.cuttingOver(replay).send().expect(200);
        requireWhole(posts);
    }

    @Test
    void killed_around_the_cutover_it_has_switched_or_it_has_not() {
        List<UUID> posts = written();
        UUID replay = replays.start(Map.of("cutover", "manual"));
        int built = replays.await(replay, "ready").path("generation").asInt();
        int before = replays.live();
        CompletableFuture<Void> cutover = CompletableFuture.runAsync(() -> {
            try {
                replays.cuttingOver(replay).send();
            } catch (UncheckedIOException killed) {
                // Nobody knows then whether it was switched; the system has to.
            }
        });
        cutover.orTimeout(ThreadLocalRandom.current().nextInt(40), java.util.concurrent.TimeUnit.MILLISECONDS)
                .exceptionally(_ -> null)
                .join();
        system.kill(RunningSystem.QUERY);
        system.startWhatIsMissing();

        JsonNode after = replays.get(replay);
        boolean switched = replays.live() == built;
        assertThat(after.path("state").asString()).isEqualTo(switched ? "live" : "ready");
        assertThat(replays.live()).isIn(before, built);
        requireWhole(posts);
        if (switched) {
            replays.rollingBack(replay).send().expect(200);
        } else {
            replays.cuttingOver(replay).send().expect(200);
        }
        requireWhole(posts);
    }

    private void requireReadyAndEqual(UUID replay) {
        JsonNode ready = replays.await(replay, "ready");
        JsonNode diff = ready.path("diff");
        assertThat(diff.path("compared").asLong()).isPositive();
        assertThat(diff.path("missing").asLong()
                        + diff.path("extra").asLong()
                        + diff.path("changed").asLong())
                .as("differences of %s", ready)
                .isZero();
    }

    private long total() {
        return Api.list(replays.model().path("partitions")).stream()
                .mapToLong(partition -> partition.path("end").asLong())
                .sum();
    }

    private List<UUID> written() {
        List<UUID> posts = IntStream.range(0, 3)
                .mapToObj(i -> api.post("ada", "Post " + i).id())
                .toList();
        try (Crowd crowd = new Crowd(COMMENTS, i -> api.commenting("bob", posts.get(i % 3), "comment " + i))) {
            assertThat(crowd.answers()).hasSize(COMMENTS);
        }
        posts.forEach(post -> api.awaitCount(post, COMMENTS / 3));
        return posts;
    }

    private void requireWhole(List<UUID> posts) {
        for (UUID post : posts) {
            assertThat(api.all("/posts/" + post + "/comments?limit=100")).hasSize(COMMENTS / 3);
            api.awaitCount(post, COMMENTS / 3);
        }
    }
}
