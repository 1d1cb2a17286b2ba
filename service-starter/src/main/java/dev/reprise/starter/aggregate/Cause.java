package dev.reprise.starter.aggregate;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What set off a change; it is written into the change's event.
///
/// @param correlationId shared by everything that one request set off
/// @param eventId the event that caused the change; absent when a request did
/// @param traceparent W3C Trace Context; absent when not traced
public record Cause(
        UUID correlationId,
        @Nullable UUID eventId,
        @Nullable String traceparent) {

    /// A request from outside: a new chain of events begins.
    public static Cause request() {
        return new Cause(Ids.next(), null, null);
    }

    /// An event that was received: the chain goes on.
    public static Cause of(EventEnvelope event) {
        return new Cause(event.correlationId(), event.id(), event.traceparent());
    }
}
