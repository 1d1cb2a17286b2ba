package dev.reprise.events;

import java.time.Instant;
import java.util.UUID;

/// Something that happened, in the past tense. Immutable; times are whole milliseconds, UTC.
public sealed interface DomainEvent permits PostEvent, CommentEvent, ModerationEvent, TaskEvent {

    /// The id of the aggregate this happened to (`ce_subject`). Sequences count per subject.
    UUID subject();

    /// The record key: events with the same key stand in one partition, in the order in which they were published.
    UUID key();

    /// When it happened (`ce_time`): the time that its own data names.
    Instant occurredAt();
}
