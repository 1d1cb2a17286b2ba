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

    /// Who did it; absent when they did not say who they are, and in events before this was told.
    @Nullable
    String changedBy();

    /// @param name 1–200 characters
    /// @param description at most 10,000 characters; absent when none was given
    /// @param status always `new`
    /// @param changedBy who wrote it down; see [#changedBy]
    record TaskCreated(
            UUID taskId,
            String name,
            @Nullable String description,
            TaskStatus status,
            Instant createdAt,
            @Nullable String changedBy)
            implements TaskEvent {
        public TaskCreated {
            requireNonNull(taskId, "taskId");
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(createdAt, "createdAt");
        }

        @Override
        public Instant occurredAt() {
            return createdAt;
        }
    }

    /// The task's whole new state.
    ///
    /// @param changedBy who changed it; see [#changedBy]
    record TaskUpdated(
            UUID taskId,
            String name,
            @Nullable String description,
            TaskStatus status,
            Instant updatedAt,
            @Nullable String changedBy)
            implements TaskEvent {
        public TaskUpdated {
            requireNonNull(taskId, "taskId");
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(updatedAt, "updatedAt");
        }

        @Override
        public Instant occurredAt() {
            return updatedAt;
        }
    }
}
