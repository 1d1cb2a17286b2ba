package dev.reprise.query.rebuild;

import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.Lane;

/// A rebuild has met an event that can't be folded, and was not told to leave its key out.
final class PoisonEventException extends RuntimeException {

    PoisonEventException(Lane lane, EventPointer event, Throwable why) {
        super(
                "%s-%d@%d (key %s) can't be folded: %s. Mend what reads it, discard the event, or let the replay park its key"
                        .formatted(lane.topic(), lane.partition(), event.offset(), lane.key(), why),
                why);
    }
}
