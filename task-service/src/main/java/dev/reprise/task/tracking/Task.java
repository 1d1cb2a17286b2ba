package dev.reprise.task.tracking;

import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A task's state: the fold of its events.
///
/// @param description absent when none was given
record Task(String name, @Nullable String description, TaskStatus status, Instant createdAt, Instant updatedAt) {

    static Task opened(TaskCreated created) {
        return new Task(
                created.name(), created.description(), created.status(), created.createdAt(), created.createdAt());
    }

    Task after(TaskEvent event) {
        return switch (event) {
            case TaskCreated created -> opened(created);
            case TaskUpdated updated ->
                new Task(updated.name(), updated.description(), updated.status(), createdAt, updated.updatedAt());
        };
    }
}
