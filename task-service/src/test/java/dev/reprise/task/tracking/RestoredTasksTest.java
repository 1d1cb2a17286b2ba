package dev.reprise.task.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.restore.PartitionFold;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RestoredTasksTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();

    @Test
    void a_task_is_the_fold_of_its_events() {
        TaskCreated created = new TaskCreated(ID, "Bake", null, TaskStatus.NEW, NOW, "ada");
        TaskUpdated updated = new TaskUpdated(ID, "Bake", "Rye", TaskStatus.ACTIVE, NOW.plusSeconds(1), null);
        PartitionFold<Task> fold = new PartitionFold<>(new TrackingConfiguration().restoredTasks());
        fold.own(event(1, created));
        fold.own(event(2, updated));

        Task kept = Task.opened(created).after(updated);
        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, kept));
    }

    private static EventEnvelope event(long sequence, TaskEvent data) {
        return new EventEnvelope(Ids.next(), "/task-service", sequence, NOW, Ids.next(), null, null, data);
    }
}
