package dev.reprise.starter.consumer;

import dev.reprise.events.EventEnvelope;

/// Applies one event. Called for events of different keys at the same time, for those of one key in their
/// order, and for the same event again after any failure or crash: it must apply an event only when its
/// sequence is newer than what it has for the subject, in the same write as the change.
@FunctionalInterface
public interface EventHandler {

    /// Returns when the effect is stored. Throws when it is not; the event is then given again.
    void handle(EventEnvelope event);
}
