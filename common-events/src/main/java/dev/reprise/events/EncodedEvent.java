package dev.reprise.events;

import org.jspecify.annotations.Nullable;

/// An event as text, the way an outbox keeps it and a Kafka record carries it. Publishing one needs no knowledge of its
/// type.
///
/// @param topic the topic's name
/// @param key the record's key
/// @param type the wire name with its version, e.g. `PostCreated.v1`
/// @param time RFC 3339, UTC
/// @param data JSON
public record EncodedEvent(
        String topic,
        String key,
        String id,
        String type,
        String source,
        String subject,
        long sequence,
        String time,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        String data) {}
