package dev.reprise.events;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Ids of aggregates and events: UUIDv7 (RFC 9562), which sort by the time they were made. Thread-safe.
public final class Ids {

    private Ids() {}

    /// A new id, greater than every one made before it by this process.
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /// The id in its canonical form of 36 characters; empty for any other text.
    public static Optional<UUID> parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text.toLowerCase(Locale.ROOT)) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
