package dev.reprise.events;

import tools.jackson.databind.node.ObjectNode;

/// Lifts the data of one schema version to the next. A pure function: the same input gives the same output for ever,
/// because history is read again with it on every replay.
@FunctionalInterface
public interface Upcaster {

    /// The data in the next version's form. May change and return `data` itself.
    ObjectNode lift(ObjectNode data);
}
