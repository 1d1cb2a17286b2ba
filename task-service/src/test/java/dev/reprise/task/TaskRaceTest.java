package dev.reprise.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.task.RunningTaskService.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Fifty clients change one task at once. `-Dseed=…` repeats a run's requests (not their interleaving).
@ExtendWith(TaskServiceExtension.class)
class TaskRaceTest {

    private static final int CLIENTS = 50;
    private static final int REQUESTS = 6;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> STATUSES = List.of("new", "active", "completed", "canceled");
    private static final Map<String, Set<String>> NEXT = Map.of(
            "new", Set.of("active", "canceled"),
            "active", Set.of("completed", "canceled"),
            "completed", Set.of(),
            "canceled", Set.of());

    private final RunningTaskService service;

    TaskRaceTest(RunningTaskService service) {
        this.service = service;
    }

    @RepeatedTest(10)
    void every_accepted_change_is_legal_and_none_is_lost() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        UUID id = service.put("{\"name\": \"Race\"}").taskId();

        List<Answer> answers = race(client -> () -> changes(id, client, new Random(seed + client)));

        List<Answer> accepted =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        List<Document> events = service.stored(id).getList("outbox", Document.class);
        assertThat(accepted).as("seed %d", seed).isNotEmpty();
        assertThat(answers).as("seed %d", seed).allSatisfy(TaskRaceTest::assertExpected);
        assertVersionsWithoutGaps(accepted, events);
        assertLegal(events);
        assertAnsweredAsPublished(accepted, events);
        assertThat(service.get("/v1/tasks/" + id).task().path("version").asLong())
                .isEqualTo(events.size());
    }

    @RepeatedTest(5)
    void one_of_fifty_starts_the_task() throws Exception {
        UUID id = service.put("{\"name\": \"Race\"}").taskId();

        List<Answer> answers = race(_ -> () -> List.of(service.post(id, "{\"status\": \"active\"}")));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(refused -> assertThat(refused.code()).isIn("invalid-transition", "concurrent-update"));
        assertThat(service.stored(id).getList("outbox", Document.class)).hasSize(2);
    }

    private static List<Answer> race(Function<Integer, Callable<List<Answer>>> clients) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Future<List<Answer>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                Callable<List<Answer>> requests = clients.apply(client);
                running.add(threads.submit(() -> {
                    start.await();
                    return requests.call();
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> finished : running) {
            answers.addAll(finished.get());
        }
        return answers;
    }

    /// Renames, moves or both, half of them bound to the version that the client saw last.
    private List<Answer> changes(UUID id, int client, Random random) throws Exception {
        List<Answer> answers = new ArrayList<>();
        String seen = "\"1\"";
        for (int request = 0; request < REQUESTS; request++) {
            String name = "\"name\": \"client %d, request %d\"".formatted(client, request);
            String status = "\"status\": \"%s\"".formatted(STATUSES.get(random.nextInt(STATUSES.size())));
            String body = List.of("{" + name + "}", "{" + status + "}", "{" + name + ", " + status + "}")
                    .get(random.nextInt(3));
            Answer answer = random.nextBoolean() ? service.post(id, body) : service.post(id, body, "If-Match", seen);
            seen = answer.header("ETag").orElse(seen);
            answers.add(answer);
        }
        return answers;
    }

    private static void assertExpected(Answer answer) {
        String outcome = answer.status() + " " + answer.code();
        assertThat(outcome).isIn("200 ", "409 invalid-transition", "409 concurrent-update", "412 stale-version");
    }

    private static void assertVersionsWithoutGaps(List<Answer> accepted, List<Document> events) {
        assertThat(events.stream()
                        .map(event -> event.get("sequence", Number.class).longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(accepted.stream().map(answer -> answer.task().path("version").asLong()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, events.size()).boxed().toList());
    }

    private static void assertLegal(List<Document> events) {
        String status = "new";
        for (Document event : events) {
            String next = data(event).path("status").asString();
            assertThat(next.equals(status)
                            || NEXT.getOrDefault(status, Set.of()).contains(next))
                    .as("%s to %s", status, next)
                    .isTrue();
            status = next;
        }
    }

    private static void assertAnsweredAsPublished(List<Answer> accepted, List<Document> events) {
        assertThat(accepted).allSatisfy(answer -> {
            JsonNode event = data(events.get(answer.task().path("version").asInt() - 1));
            assertThat(event.path("name")).isEqualTo(answer.task().path("name"));
            assertThat(event.path("status")).isEqualTo(answer.task().path("status"));
            assertThat(event.path("updatedAt")).isEqualTo(answer.task().path("updatedAt"));
        });
    }

    private static JsonNode data(Document event) {
        return JSON.readTree(event.getString("data"));
    }
}
