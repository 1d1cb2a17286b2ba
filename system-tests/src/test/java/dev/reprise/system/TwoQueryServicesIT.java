package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Two instances of query-service on one database: they share the work, and switch together.
@Tag("embedded")
@ExtendWith(OneSystem.class)
class TwoQueryServicesIT {

    private final RunningSystem system;
    private final Api api;
    private final Replays replays;

    TwoQueryServicesIT(RunningSystem system, Api api) {
        this.system = system;
        this.api = api;
        this.replays = new Replays(api);
    }

    @Test
    void a_replay_survives_the_death_of_the_instance_that_works_on_it_and_both_serve_the_new_generation() {
        replays.cancelPending();
        List<UUID> posts = IntStream.range(0, 3)
                .mapToObj(i -> api.post("ada", "Post " + i).id())
                .toList();
        posts.forEach(post -> api.comment("bob", post, "first"));
        posts.forEach(post -> api.awaitCount(post, 1));
        try (SecondQueryService second = SecondQueryService.start(system);
                Reader reader = new Reader(second.url(), posts)) {
            UUID replay = replays.start(Map.of("maxEventsPerSecond", 300));
            replays.await(replay, "replaying");
            patiently().until(() -> replays.get(replay).path("done").asLong() > 0);
            Call.json("POST", second.url() + "/replays", "{}").send().expectProblem(409, "replay-running");

            system.kill(RunningSystem.QUERY);
            String state = patiently()
                    .until(
                            () -> Call.get(second.url() + "/replays/" + replay)
                                    .send()
                                    .expect(200)
                                    .json()
                                    .path("state")
                                    .asString(),
                            seen -> seen.equals("live") || seen.equals("failed"));
            assertThat(state).isEqualTo("live");
            system.startWhatIsMissing();

            assertThat(replays.get(replay).path("state").asString()).isEqualTo("live");
            Answer written = api.comment("bob", posts.getFirst(), "second");
            for (String base : List.of(second.url(), system.url(RunningSystem.QUERY))) {
                Call.get(base + "/posts/" + posts.getFirst() + "?wait=10000")
                        .seeing(written.token())
                        .send()
                        .expect(200);
            }
            api.awaitCount(posts.getFirst(), 2);
            Call.json("POST", second.url() + "/replays/" + replay + "/rollback", "{}")
                    .send()
                    .expect(200);
            patiently()
                    .until(() -> replays.live()
                            == Call.get(second.url() + "/model")
                                    .send()
                                    .json()
                                    .path("generation")
                                    .asInt());
            assertThat(reader.faults()).isEmpty();
        }
    }

    @Test
    void a_write_is_read_with_its_token_at_either_instance_in_lists_too() {
        try (SecondQueryService second = SecondQueryService.start(system)) {
            List<String> instances = List.of(second.url(), system.url(RunningSystem.QUERY));
            String author = "author-" + UUID.randomUUID();
            // An instance that joins takes partitions over, and what is written meanwhile may take longer than reads
            // wait.
            Answer first = api.post(author, "The first");
            for (String instance : instances) {
                assertThat(seen(instance + "/posts/" + first.id() + "?wait=10000", first))
                        .contains("The first");
            }
            for (int i = 0; i < 30; i++) {
                Answer post = api.post(author, "Post " + i);
                Answer task =
                        api.creatingTask(Map.of("name", "Task " + i)).send().expect(201);
                String taskId = task.json().path("task").path("id").asString();
                for (String instance : instances) {
                    for (String list : List.of("/posts?limit=1", "/posts?limit=5&author=" + author)) {
                        assertThat(seen(instance + list, post))
                                .contains(post.id().toString());
                    }
                    assertThat(seen(instance + "/posts/" + post.id(), post)).contains("Post " + i);
                    assertThat(seen(instance + "/tasks?limit=1", task)).contains(taskId);
                }
                Answer changed = api.retitling(author, post.id(), "Renamed " + i)
                        .ifMatch("\"1\"")
                        .send()
                        .expect(200);
                for (String instance : instances) {
                    assertThat(seen(instance + "/posts?limit=3&author=" + author, changed))
                            .contains("Renamed " + i);
                    assertThat(seen(instance + "/posts/" + post.id(), changed)).contains("Renamed " + i);
                }
            }
        }
    }

    private static String seen(String url, Answer write) {
        return Call.get(url).seeing(write.token()).send().expect(200).text();
    }
}
