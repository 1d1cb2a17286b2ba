package dev.reprise.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to one task. Key and subject: the task's id; ordered per task.
public sealed interface TaskEvent extends DomainEvent {

    UUID taskId();

    @Override
    default UUID subject() {
        return taskId();
    }

    @Override
    default UUID key() {
        return taskId();
    }

    /// @param name 1–200 characters
    /// @param description at most 10,000 characters; absent when none was given
    /// @param status always `new`
    record TaskCreated(UUID taskId, String name, @Nullable String description, TaskStatus status, Instant createdAt)
            implements TaskEvent {
        public TaskCreated {
            requireNonNull(taskId, "taskId");
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(createdAt, "createdAt");
        }
    }

    /// The task's whole new state.
    record TaskUpdated(UUID taskId, String name, @Nullable String description, TaskStatus status, Instant updatedAt)
            implements TaskEvent {
        public TaskUpdated {
            requireNonNull(taskId, "taskId");
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(updatedAt, "updatedAt");
        }
    }
}
