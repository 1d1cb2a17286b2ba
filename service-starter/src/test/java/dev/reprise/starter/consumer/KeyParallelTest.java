package dev.reprise.starter.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.starter.parts.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyParallelTest {

    private final List<UUID> tasks = List.of(Ids.next(), Ids.next(), Ids.next());
    private final Map<UUID, List<Long>> applied = new ConcurrentHashMap<>();

    @Test
    void the_events_of_a_key_keep_their_order() {
        new KeyParallel(this::apply).handle(events(50));

        tasks.forEach(task -> assertThat(applied.get(task))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList()));
    }

    @Test
    void different_keys_are_applied_at_the_same_time() {
        CyclicBarrier allTogether = new CyclicBarrier(tasks.size());

        new KeyParallel(event -> {
                    try {
                        allTogether.await(10, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    apply(event);
                })
                .handle(events(1));

        assertThat(applied).hasSize(3);
    }

    @Test
    void a_failure_stops_its_key_and_is_told_while_other_keys_go_on() {
        UUID broken = tasks.get(1);
        KeyParallel handler = new KeyParallel(event -> {
            if (event.subject().equals(broken) && event.sequence() == 2) {
                throw new IllegalArgumentException("broken");
            }
            apply(event);
        });

        assertThatThrownBy(() -> handler.handle(events(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broken");

        assertThat(applied.get(broken)).containsExactly(1L);
        assertThat(applied.get(tasks.get(0))).containsExactly(1L, 2L, 3L);
        assertThat(applied.get(tasks.get(2))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void an_error_is_a_failure_too() {
        KeyParallel handler = new KeyParallel(_ -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(() -> handler.handle(events(1))).hasRootCauseInstanceOf(StackOverflowError.class);
    }

    private void apply(EventEnvelope event) {
        applied.computeIfAbsent(event.subject(), _ -> new CopyOnWriteArrayList<>())
                .add(event.sequence());
    }

    private List<ReceivedEvent> events(int each) {
        List<ReceivedEvent> events = new ArrayList<>();
        for (long sequence = 1; sequence <= each; sequence++) {
            for (UUID task : tasks) {
                EventEnvelope event = new EventEnvelope(
                        Ids.next(),
                        "/test",
                        sequence,
                        Instant.EPOCH,
                        Ids.next(),
                        null,
                        null,
                        Tasks.event(task, sequence));
                events.add(new ReceivedEvent("tasks", 0, events.size(), event));
            }
        }
        return events;
    }
}
