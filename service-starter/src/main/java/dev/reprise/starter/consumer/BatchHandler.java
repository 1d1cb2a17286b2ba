package dev.reprise.starter.consumer;

import java.util.List;

/// Applies events in bulk. Called by one thread at a time; see [EventHandler] for order and redelivery.
@FunctionalInterface
public interface BatchHandler {

    /// Returns when all effects are stored. Throws when one is not; the events are then given again, in smaller
    /// batches.
    ///
    /// @param events of several partitions, each partition's in order; never empty
    void handle(List<ReceivedEvent> events);

    /// Goes through what [#handle] would do and stores nothing; throws what that would throw. May be called by
    /// any thread.
    ///
    /// @return false where the handler has no way to do so, and nothing was found out
    default boolean rehearse(List<ReceivedEvent> events) {
        return false;
    }
}
