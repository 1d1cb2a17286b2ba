package dev.reprise.query.model;

import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the read model knows of a task.
///
/// @param version the sequence of the last event that was applied
public record TaskEntry(
        UUID taskId,
        String name,
        @Nullable String description,
        TaskStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /// The entry after an event; null when the event changes nothing, because it is not newer.
    static @Nullable TaskEntry after(@Nullable TaskEntry entry, TaskEvent event, long sequence) {
        if (entry != null && sequence <= entry.version()) {
            return null;
        }
        return switch (event) {
            case TaskCreated created ->
                new TaskEntry(
                        created.taskId(),
                        created.name(),
                        created.description(),
                        created.status(),
                        sequence,
                        created.createdAt(),
                        created.createdAt());
            case TaskUpdated updated ->
                new TaskEntry(
                        updated.taskId(),
                        updated.name(),
                        updated.description(),
                        updated.status(),
                        sequence,
                        entry == null ? updated.updatedAt() : entry.createdAt(),
                        updated.updatedAt());
        };
    }

    /// About how much memory it takes.
    int bytes() {
        return Footprint.ENTRY + Footprint.of(name) + (description == null ? 0 : Footprint.of(description));
    }

    Document toStored() {
        return new Document("_id", taskId.toString())
                .append("name", name)
                .append("description", description)
                .append("status", status.wireName())
                .append("version", version)
                .append("createdAt", Date.from(createdAt))
                .append("updatedAt", Date.from(updatedAt));
    }

    static TaskEntry read(Document stored) {
        return new TaskEntry(
                UUID.fromString(stored.getString("_id")),
                stored.getString("name"),
                stored.getString("description"),
                TaskStatus.ofWireName(stored.getString("status")).orElseThrow(),
                stored.get("version", Number.class).longValue(),
                stored.getDate("createdAt").toInstant(),
                stored.getDate("updatedAt").toInstant());
    }
}
