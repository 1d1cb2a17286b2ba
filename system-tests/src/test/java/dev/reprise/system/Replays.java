package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Replays over HTTP, as operators ask for them.
public final class Replays {

    private final Api api;

    public Replays(Api api) {
        this.api = api;
    }

    public Call starting(Map<String, ?> plan) {
        return posting("/replays", plan);
    }

    Call posting(String path, Map<String, ?> body) {
        return Call.json("POST", api.url(RunningSystem.QUERY, path), Api.json(body))
                .as("operator");
    }

    public UUID start(Map<String, ?> plan) {
        Answer started = starting(plan).send().expect(202);
        assertThat(started.header("Location")).isEqualTo("/replays/" + started.id());
        return started.id();
    }

    public JsonNode get(UUID replay) {
        return api.read("/replays/" + replay).send().expect(200).json();
    }

    JsonNode model() {
        return api.read("/model").send().expect(200).json();
    }

    int live() {
        return model().path("generation").asInt();
    }

    /// The replay, once it is in one of these states; fails as soon as it has failed.
    public JsonNode await(UUID replay, String... states) {
        return patiently().pollInterval(Duration.ofMillis(10)).until(() -> get(replay), seen -> {
            String state = seen.path("state").asString();
            assertThat(seen.path("done").asLong())
                    .isLessThanOrEqualTo(seen.path("total").asLong());
            if (!List.of(states).contains("failed")) {
                assertThat(state).as("state of %s", seen).isNotEqualTo("failed");
            }
            return List.of(states).contains(state);
        });
    }

    public JsonNode diff(UUID replay) {
        return api.read("/replays/" + replay + "/diff").send().expect(200).json();
    }

    Call cuttingOver(UUID replay) {
        return posting("/replays/" + replay + "/cutover", Map.of());
    }

    Call rollingBack(UUID replay) {
        return posting("/replays/" + replay + "/rollback", Map.of());
    }

    public Call canceling(UUID replay) {
        return Call.delete(api.url(RunningSystem.QUERY, "/replays/" + replay)).as("operator");
    }

    /// Ends what an earlier test may have left under way.
    public void cancelPending() {
        JsonNode pending = model().path("pending");
        if (!pending.isMissingNode()) {
            canceling(UUID.fromString(pending.path("replay").asString())).send().expect(204);
        }
    }
}
