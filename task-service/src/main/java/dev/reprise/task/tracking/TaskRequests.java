package dev.reprise.task.tracking;

import static dev.reprise.starter.web.TextRule.normalized;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.TextRule;
import dev.reprise.task.tracking.Decision.Changed;
import dev.reprise.task.tracking.Decision.IllegalTransition;
import dev.reprise.task.tracking.Decision.Unchanged;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What clients ask for, and what may stand in it. Pure.
final class TaskRequests {

    private static final TextRule NAME = new TextRule("name", 1, 200);
    private static final TextRule DESCRIPTION = new TextRule("description", 0, 10_000);

    private TaskRequests() {}

    /// @param name 1–200 characters
    /// @param description at most 10,000 characters; blank is none
    record CreateTask(
            @Schema(requiredMode = REQUIRED, minLength = 1, maxLength = 200) @Nullable
            String name,

            @Schema(maxLength = 10_000) @Nullable String description) {

        List<Optional<FieldError>> checks() {
            return List.of(NAME.check(name), DESCRIPTION.check(description));
        }

        /// @param changedBy absent when they did not say who they are
        TaskCreated decide(UUID taskId, Instant now, @Nullable String changedBy) {
            return new TaskCreated(taskId, normalized(name), text(description), TaskStatus.NEW, now, changedBy);
        }
    }

    /// An absent field stays as it is; a blank description takes the task's description away.
    ///
    /// @param status a wire name of [TaskStatus]; asks for that move, see [Transitions]
    record UpdateTask(
            @Schema(minLength = 1, maxLength = 200) @Nullable
            String name,

            @Schema(maxLength = 10_000) @Nullable String description,

            @Schema(allowableValues = {"new", "active", "completed", "canceled"}) @Nullable
            String status) {

        boolean isEmpty() {
            return name == null && description == null && status == null;
        }

        List<Optional<FieldError>> checks() {
            return List.of(name == null ? Optional.empty() : NAME.check(name), DESCRIPTION.check(description));
        }

        boolean namesUnknownStatus() {
            return status != null && TaskStatus.ofWireName(status).isEmpty();
        }

        /// @param changedBy absent when they did not say who they are
        /// @throws IllegalStateException for an unknown status, which has to be refused before
        Decision decide(UUID taskId, Task task, Instant now, @Nullable String changedBy) {
            TaskStatus next = status == null ? task.status() : known(status);
            if (status != null && !Transitions.from(task.status()).contains(next)) {
                return new IllegalTransition(task.status(), next);
            }
            String newName = name == null ? task.name() : normalized(name);
            String newDescription = description == null ? task.description() : text(description);
            boolean same = next == task.status()
                    && newName.equals(task.name())
                    && Objects.equals(newDescription, task.description());
            return same
                    ? new Unchanged()
                    : new Changed(new TaskUpdated(taskId, newName, newDescription, next, now, changedBy));
        }

        private static TaskStatus known(String status) {
            return TaskStatus.ofWireName(status)
                    .orElseThrow(() -> new IllegalStateException("an unknown status was let through"));
        }
    }

    private static @Nullable String text(@Nullable String description) {
        String text = normalized(description);
        return text.isEmpty() ? null : text;
    }
}
