package dev.reprise.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.TaskEvent;
import dev.reprise.events.Topic;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.task.RunningTaskService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Fifty clients change one task at once, while its events are published.
class TaskRaceOnTopicTest {

    private static final int CLIENTS = 50;
    /// No two leave a task alike: what changes nothing is accepted and tells nobody.
    private static final List<String> CHANGES = List.of(
            "{\"name\": \"client %d\"}",
            "{\"status\": \"active\"}",
            "{\"description\": \"by %d\"}",
            "{\"name\": \"client %d is done\", \"status\": \"completed\"}");

    @Test
    void every_accepted_change_stands_on_the_topic_once_in_the_order_of_its_versions_and_says_who_made_it()
            throws Exception {
        try (RunningTaskService service =
                new RunningTaskService(TestBroker.shared().address())) {
            UUID id = service.put("{\"name\": \"Race\"}", "X-Author", "opener").taskId();

            List<Answer> accepted = race(service, id).stream()
                    .filter(answer -> answer.status() == 200)
                    .toList();

            assertThat(accepted).isNotEmpty();
            List<EventEnvelope> events = awaitPublished(id, accepted.size() + 1);
            assertThat(events)
                    .extracting(EventEnvelope::sequence)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, accepted.size() + 1)
                            .boxed()
                            .toList());
            accepted.forEach(answer -> assertPublishedAsAnswered(answer, events));
            assertThat(service.stored(id).getList("outbox", Object.class)).isEmpty();
        }
    }

    private static List<Answer> race(RunningTaskService service, UUID id) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        List<Future<List<Answer>>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                running.add(threads.submit(() -> {
                    start.await();
                    List<Answer> answers = new ArrayList<>();
                    for (int change = 0; change < CHANGES.size(); change++) {
                        String body =
                                CHANGES.get((number + change) % CHANGES.size()).formatted(number);
                        answers.add(service.post(id, body, "X-Author", "client-" + number));
                    }
                    return answers;
                }));
            }
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<List<Answer>> finished : running) {
            answers.addAll(finished.get());
        }
        return answers;
    }

    /// First copies, in their order on the topic.
    private static List<EventEnvelope> awaitPublished(UUID id, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            List<EventEnvelope> all = TestBroker.shared().events(Topic.TASKS, id);
                            return IntStream.range(0, all.size())
                                    .filter(at -> all.subList(0, at).stream()
                                            .noneMatch(before -> before.id()
                                                    .equals(all.get(at).id())))
                                    .mapToObj(all::get)
                                    .toList();
                        },
                        events -> events.size() >= count);
    }

    private static void assertPublishedAsAnswered(Answer answer, List<EventEnvelope> events) {
        TaskEvent.TaskUpdated event = (TaskEvent.TaskUpdated)
                events.get(answer.task().path("version").asInt() - 1).data();
        assertThat(event.name()).isEqualTo(answer.task().path("name").asString());
        assertThat(event.status().wireName())
                .isEqualTo(answer.task().path("status").asString());
        assertThat(event.updatedAt())
                .hasToString(answer.task().path("updatedAt").asString());
        assertThat(event.changedBy()).startsWith("client-");
    }
}
