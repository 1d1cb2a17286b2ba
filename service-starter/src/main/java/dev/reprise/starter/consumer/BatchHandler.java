package dev.reprise.starter.consumer;

import java.util.List;

/// Applies events in bulk. Called by one thread at a time; see [EventHandler] for order and redelivery.
@FunctionalInterface
public interface BatchHandler {

    /// Returns when all effects are stored. Throws when one is not; the whole batch is then given again.
    ///
    /// @param events of several partitions, each partition's in order; never empty
    void handle(List<ReceivedEvent> events);
}
