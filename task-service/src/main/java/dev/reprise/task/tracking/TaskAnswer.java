package dev.reprise.task.tracking;

import dev.reprise.events.TaskStatus;
import dev.reprise.starter.aggregate.Aggregate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as this service answers it. Refusals are problem details with `"success": false`.
///
/// @param success always true
record TaskAnswer(
        @Schema(description = "Always true; a refusal has false.")
        boolean success,

        TaskView task) {

    record TaskView(
            UUID id,
            String name,
            @Nullable String description,
            TaskStatus status,
            Instant createdAt,
            Instant updatedAt,
            long version) {}

    static TaskAnswer of(Aggregate<Task> task) {
        return of(task.id(), task.version(), task.state());
    }

    static TaskAnswer of(UUID id, long version, Task task) {
        return new TaskAnswer(
                true,
                new TaskView(
                        id,
                        task.name(),
                        task.description(),
                        task.status(),
                        task.createdAt(),
                        task.updatedAt(),
                        version));
    }
}
