package dev.reprise.query.model;

import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One event of a task, as its history shows it: a document of its own, so that a history may be of any length.
///
/// @param version the task's version after it: the event's sequence
/// @param changedBy absent when they did not say who they are
/// @param changed what is not as it was before: `name`, `description`, `status`
/// @param name the new one; absent when it stayed
/// @param description the new one; absent when it stayed or was taken away
/// @param status the new one; absent when it stayed
public record TaskChange(
        UUID taskId,
        long version,
        Instant changedAt,
        @Nullable String changedBy,
        List<String> changed,
        @Nullable String name,
        @Nullable String description,
        @Nullable TaskStatus status) {

    /// What an event made of the task.
    ///
    /// @param before the task before it; absent for the first event that is known
    /// @param now the task after it
    static TaskChange of(@Nullable TaskEntry before, TaskEntry now, TaskEvent event) {
        boolean renamed = before == null || !before.name().equals(now.name());
        boolean described = !Objects.equals(before == null ? null : before.description(), now.description());
        boolean moved = before == null || before.status() != now.status();
        List<String> changed = new ArrayList<>();
        if (renamed) {
            changed.add("name");
        }
        if (described) {
            changed.add("description");
        }
        if (moved) {
            changed.add("status");
        }
        return new TaskChange(
                now.taskId(),
                now.version(),
                event.occurredAt(),
                event.changedBy(),
                List.copyOf(changed),
                renamed ? now.name() : null,
                described ? now.description() : null,
                moved ? now.status() : null);
    }

    /// The `_id`: a task's changes stand together, the oldest first, so that a page is a walk along the primary index.
    static String id(UUID taskId, long version) {
        return taskId + "/%012d".formatted(version);
    }

    String id() {
        return id(taskId, version);
    }

    /// About how much memory it takes.
    int bytes() {
        return Footprint.ENTRY
                + (name == null ? 0 : Footprint.of(name))
                + (description == null ? 0 : Footprint.of(description));
    }

    Document toStored() {
        return new Document("_id", id())
                .append("taskId", taskId.toString())
                .append("version", version)
                .append("changedAt", Date.from(changedAt))
                .append("changedBy", changedBy)
                .append("changed", changed)
                .append("name", name)
                .append("description", description)
                .append("status", status == null ? null : status.wireName());
    }

    static TaskChange read(Document stored) {
        String status = stored.getString("status");
        return new TaskChange(
                UUID.fromString(stored.getString("taskId")),
                stored.get("version", Number.class).longValue(),
                stored.getDate("changedAt").toInstant(),
                stored.getString("changedBy"),
                stored.getList("changed", String.class),
                stored.getString("name"),
                stored.getString("description"),
                status == null ? null : TaskStatus.ofWireName(status).orElseThrow());
    }
}
