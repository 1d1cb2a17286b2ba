/// Publishes the events that wait in aggregates' documents, in order, and forgets them only after the broker's
/// acknowledgement.
@NullMarked
package dev.reprise.starter.outbox;

import org.jspecify.annotations.NullMarked;
