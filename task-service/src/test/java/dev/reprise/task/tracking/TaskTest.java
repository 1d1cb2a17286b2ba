package dev.reprise.task.tracking;

import static dev.reprise.events.TaskStatus.ACTIVE;
import static dev.reprise.events.TaskStatus.COMPLETED;
import static dev.reprise.events.TaskStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final UUID ID = Ids.next();
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final Task opened = Task.opened(new TaskCreated(ID, "Bake", null, NEW, MORNING, "ada"));

    @Test
    void a_new_task_was_last_changed_when_it_was_created() {
        assertThat(opened).isEqualTo(new Task("Bake", null, NEW, MORNING, MORNING));
    }

    @Test
    void an_update_carries_the_whole_state_but_the_time_of_creation() {
        Task active = opened.after(new TaskUpdated(ID, "Bake", "Rye", ACTIVE, MORNING, "ada"));
        Task completed = active.after(new TaskUpdated(ID, "Baked", null, COMPLETED, NOON, null));

        assertThat(active).isEqualTo(new Task("Bake", "Rye", ACTIVE, MORNING, MORNING));
        assertThat(completed).isEqualTo(new Task("Baked", null, COMPLETED, MORNING, NOON));
    }

    @Test
    void the_state_is_the_fold_of_its_events_from_the_first() {
        TaskCreated first = new TaskCreated(ID, "Cook", "Soup", NEW, NOON, null);

        assertThat(opened.after(first)).isEqualTo(Task.opened(first));
    }
}
