package dev.reprise.query.tasks;

import dev.reprise.events.TaskStatus;
import dev.reprise.query.model.TaskEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task as front ends read it.
public record TaskView(
        UUID id,
        String name,
        @Nullable String description,
        TaskStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    public static TaskView of(TaskEntry task) {
        return new TaskView(
                task.taskId(),
                task.name(),
                task.description(),
                task.status(),
                task.version(),
                task.createdAt(),
                task.updatedAt());
    }
}
