package dev.reprise.events;

import tools.jackson.databind.node.ObjectNode;

/// Lifts the data of one schema version to the next. A pure function: the same input gives the same output for ever,
/// because history is read again with it on every replay.
@FunctionalInterface
public interface Upcaster {

    /// The data in the next version's form. May change and return `data` itself. Where it throws, the event can't be
    /// decoded and stops its key, as poison does; a mended upcaster applies as soon as the key is redriven.
    ObjectNode lift(ObjectNode data);
}
