package dev.reprise.starter.parts;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.EncodedEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import java.time.Instant;
import java.util.UUID;

/// Events to test with.
public final class Tasks {

    public static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Tasks() {}

    /// The event of that sequence: the first creates.
    public static DomainEvent event(UUID task, long sequence) {
        return sequence == 1
                ? new TaskCreated(task, "task", null, TaskStatus.NEW, NOON, null)
                : new TaskUpdated(task, "task " + sequence, null, TaskStatus.NEW, NOON, null);
    }

    /// The same event as text, under a new id.
    public static EncodedEvent encoded(UUID task, long sequence) {
        return CODEC.encode(
                new EventEnvelope(Ids.next(), "/test", sequence, NOON, Ids.next(), null, null, event(task, sequence)));
    }
}
