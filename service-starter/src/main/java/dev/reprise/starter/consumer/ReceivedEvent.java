package dev.reprise.starter.consumer;

import dev.reprise.events.EventEnvelope;

/// An event and where it stood.
///
/// @param offset its place in the partition; grows along a key, with gaps
public record ReceivedEvent(String topic, int partition, long offset, EventEnvelope event) {}
