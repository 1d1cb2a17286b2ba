package dev.reprise.task.tracking;

import static dev.reprise.events.TaskStatus.ACTIVE;
import static dev.reprise.events.TaskStatus.COMPLETED;
import static dev.reprise.events.TaskStatus.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.Ids;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import dev.reprise.starter.web.FieldError;
import dev.reprise.task.tracking.Decision.Changed;
import dev.reprise.task.tracking.Decision.IllegalTransition;
import dev.reprise.task.tracking.Decision.Unchanged;
import dev.reprise.task.tracking.TaskRequests.CreateTask;
import dev.reprise.task.tracking.TaskRequests.UpdateTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRequestsTest {

    private static final UUID ID = Ids.next();
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GRIN = "\uD83D\uDE00";

    private final Task task = task(NEW);

    @ParameterizedTest
    @CsvSource({
        "new,       new,       false",
        "new,       active,    true",
        "new,       completed, false",
        "new,       canceled,  true",
        "active,    new,       false",
        "active,    active,    false",
        "active,    completed, true",
        "active,    canceled,  true",
        "completed, new,       false",
        "completed, active,    false",
        "completed, completed, false",
        "completed, canceled,  false",
        "canceled,  new,       false",
        "canceled,  active,    false",
        "canceled,  completed, false",
        "canceled,  canceled,  false",
    })
    void a_status_may_follow_another_as_the_table_says(String from, String to, boolean allowed) {
        Decision decision = new UpdateTask(null, null, to).decide(ID, task(status(from)), NOON, "ada");

        assertThat(decision)
                .isEqualTo(
                        allowed
                                ? new Changed(new TaskUpdated(ID, "Bake", "Rye", status(to), NOON, "ada"))
                                : new IllegalTransition(status(from), status(to)));
    }

    @Test
    void naming_the_status_it_has_is_refused_also_beside_another_change() {
        assertThat(new UpdateTask("Cook", null, "active").decide(ID, task(ACTIVE), NOON, "ada"))
                .isEqualTo(new IllegalTransition(ACTIVE, ACTIVE));
    }

    @Test
    void the_text_of_a_closed_task_may_change() {
        assertThat(new UpdateTask("Baked", null, null).decide(ID, task(COMPLETED), NOON, "ada"))
                .isEqualTo(new Changed(new TaskUpdated(ID, "Baked", "Rye", COMPLETED, NOON, "ada")));
    }

    @Test
    void an_update_tells_the_whole_new_state() {
        assertThat(new UpdateTask("Cook", "Soup", "active").decide(ID, task, NOON, "ada"))
                .isEqualTo(new Changed(new TaskUpdated(ID, "Cook", "Soup", ACTIVE, NOON, "ada")));
        assertThat(new UpdateTask(null, "Soup", null).decide(ID, task, NOON, "ada"))
                .isEqualTo(new Changed(new TaskUpdated(ID, "Bake", "Soup", NEW, NOON, "ada")));
    }

    @Test
    void a_blank_description_takes_it_away() {
        assertThat(new UpdateTask(null, " ", null).decide(ID, task, NOON, "ada"))
                .isEqualTo(new Changed(new TaskUpdated(ID, "Bake", null, NEW, NOON, "ada")));
    }

    @Test
    void an_update_to_what_the_task_says_already_changes_nothing() {
        assertThat(new UpdateTask("Bake", "Rye", null).decide(ID, task, NOON, "ada"))
                .isEqualTo(new Unchanged());
        Task bare = new Task("Bake", null, NEW, MORNING, MORNING);
        assertThat(new UpdateTask(null, "", null).decide(ID, bare, NOON, "ada")).isEqualTo(new Unchanged());
    }

    @Test
    void what_was_decided_is_what_its_event_folds_to() {
        Task opened = Task.opened(new CreateTask("Bake", "Rye").decide(ID, MORNING, "ada"));
        assertThat(opened).isEqualTo(task);

        Decision decision = new UpdateTask("Cook", "", "canceled").decide(ID, opened, NOON, "ada");

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Changed.class,
                        changed -> assertThat(opened.after(changed.event()))
                                .isEqualTo(new Task("Cook", null, TaskStatus.CANCELED, MORNING, NOON)));
    }

    @Test
    void an_update_is_empty_only_without_any_field() {
        assertThat(new UpdateTask(null, null, null).isEmpty()).isTrue();
        assertThat(new UpdateTask("Bake", null, null).isEmpty()).isFalse();
        assertThat(new UpdateTask(null, "", null).isEmpty()).isFalse();
        assertThat(new UpdateTask(null, null, "new").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "done", "NEW", "Active", "active ", "cancelled"})
    void a_status_is_one_of_the_four_names_exactly(String status) {
        UpdateTask update = new UpdateTask(null, null, status);

        assertThat(update.namesUnknownStatus()).isTrue();
        assertThatThrownBy(() -> update.decide(ID, task, NOON, "ada")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_absent_status_is_not_unknown() {
        assertThat(new UpdateTask("Bake", null, null).namesUnknownStatus()).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\t\n"})
    void a_new_task_needs_a_name(String name) {
        assertThat(errors(new CreateTask(name, "Rye").checks()))
                .containsExactly(new FieldError("name", "must not be empty"));
    }

    @Test
    void lengths_are_counted_in_characters_and_end_at_200_and_10_000() {
        String name = GRIN.repeat(200);
        String description = GRIN.repeat(10_000);

        assertThat(errors(new CreateTask(name, description).checks())).isEmpty();
        assertThat(errors(new UpdateTask(name, description, null).checks())).isEmpty();
        assertThat(errors(new CreateTask(name + GRIN, description + GRIN).checks()))
                .containsExactly(
                        new FieldError("name", "must have at most 200 characters"),
                        new FieldError("description", "must have at most 10000 characters"));
        assertThat(errors(new UpdateTask(name + GRIN, description + GRIN, null).checks()))
                .hasSize(2);
    }

    @Test
    void an_update_may_leave_the_name_out_but_not_empty_it() {
        assertThat(errors(new UpdateTask(null, "Rye", null).checks())).isEmpty();
        assertThat(errors(new UpdateTask(" ", null, null).checks()))
                .containsExactly(new FieldError("name", "must not be empty"));
    }

    @Test
    void a_new_task_is_new_in_nfc_and_a_blank_description_is_none() {
        assertThat(new CreateTask("e\u0301", " ").decide(ID, MORNING, "ada"))
                .isEqualTo(new TaskCreated(ID, "\u00E9", null, NEW, MORNING, "ada"));
    }

    private static Task task(TaskStatus status) {
        return new Task("Bake", "Rye", status, MORNING, MORNING);
    }

    private static TaskStatus status(String name) {
        return TaskStatus.ofWireName(name).orElseThrow();
    }

    private static List<FieldError> errors(List<Optional<FieldError>> checks) {
        return checks.stream().flatMap(Optional::stream).toList();
    }
}
