package dev.reprise.query.rebuild;

import dev.reprise.events.EventEnvelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The part of history that is folded, by the events' own times (`ce_time`).
///
/// @param from events before it are left out; absent for all
/// @param until events after it are left out; absent for all
public record Window(@Nullable Instant from, @Nullable Instant until) {

    /// All of history.
    public static final Window WHOLE = new Window(null, null);

    /// Whether nothing is left out.
    public boolean isWhole() {
        return from == null && until == null;
    }

    boolean has(EventEnvelope event) {
        return (from == null || !event.time().isBefore(from))
                && (until == null || !event.time().isAfter(until));
    }
}
