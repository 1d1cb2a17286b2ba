package dev.reprise.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event with its CloudEvents 1.0 attributes. Immutable.
///
/// @param id `ce_id`, a UUIDv7; the same for every copy of one event, so that duplicates can be told
/// @param source `ce_source`: the service that published it, e.g. `/post-service`
/// @param sequence `ce_sequence`: the subject's version after the event: 1, 2, 3 … without gaps
/// @param time `ce_time`, whole milliseconds
/// @param correlationId shared by everything that one request set off
/// @param causationId the event that caused this one; absent when a request did
/// @param traceparent W3C Trace Context of the write; absent when it was not traced
/// @param data what happened
public record EventEnvelope(
        UUID id,
        String source,
        long sequence,
        Instant time,
        UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent,
        DomainEvent data) {

    public EventEnvelope {
        if (sequence < 1) {
            throw new IllegalArgumentException("a sequence starts at 1, not " + sequence);
        }
    }

    /// `ce_subject`: the aggregate's id.
    public UUID subject() {
        return data.subject();
    }
}
