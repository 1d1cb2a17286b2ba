package dev.reprise.task.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.reprise.events.Ids;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.ProblemException;
import dev.reprise.task.RunningTaskService;
import dev.reprise.task.TaskServiceExtension;
import dev.reprise.task.tracking.TaskRequests.CreateTask;
import dev.reprise.task.tracking.TaskRequests.UpdateTask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.ETag;

/// Somebody else changes the task exactly between reading and writing it: whenever the time is asked for.
@ExtendWith(TaskServiceExtension.class)
class TaskUpdatesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final UpdateTask START = new UpdateTask(null, null, "active");
    private static final IfMatch NO_VERSION = new IfMatch(false, List.of());

    private final AggregateStore<Task> tasks;
    private final UUID id = Ids.next();
    private final AtomicInteger attempts = new AtomicInteger();

    TaskUpdatesTest(RunningTaskService service) {
        tasks = service.part(AggregateStores.class).open("tasks", Task.class);
    }

    @BeforeEach
    void open() {
        var created = new CreateTask("Bake", null).decide(id, NOW, null);
        tasks.create(id, Task.opened(created), created, Cause.request());
    }

    @Test
    void an_update_is_decided_anew_up_to_three_times() {
        Aggregate<Task> started = racing(3).apply(id, START, NO_VERSION, null);

        assertThat(attempts).hasValue(4);
        assertThat(started.version()).isEqualTo(5);
        assertThat(tasks.find(id)).contains(started);
        assertThat(started.state().name()).isEqualTo("rename 3");
    }

    @Test
    void an_update_that_always_comes_too_late_is_given_up_after_three_retries() {
        assertRefused(racing(100), NO_VERSION, "concurrent-update");

        assertThat(attempts).hasValue(4);
    }

    @Test
    void an_update_of_a_version_is_never_retried() {
        assertRefused(racing(1), new IfMatch(true, List.of(new ETag("1", false))), "stale-version");

        assertThat(attempts).hasValue(1);
    }

    @Test
    void an_update_of_any_version_is_never_retried_either() {
        assertRefused(racing(1), new IfMatch(true, ETag.parse("*")), "stale-version");

        assertThat(attempts).hasValue(1);
    }

    private void assertRefused(TaskUpdates updates, IfMatch ifMatch, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> updates.apply(id, START, ifMatch, null))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    private TaskUpdates racing(int times) {
        return new TaskUpdates(tasks, () -> {
            if (attempts.incrementAndGet() <= times) {
                rename("rename " + attempts);
            }
            return NOW;
        });
    }

    private void rename(String name) {
        Aggregate<Task> seen = tasks.find(id).orElseThrow();
        Task task = seen.state();
        TaskUpdated renamed = new TaskUpdated(id, name, task.description(), task.status(), NOW, null);
        assertThat(tasks.replace(seen, task.after(renamed), renamed, Cause.request()))
                .isTrue();
    }
}
