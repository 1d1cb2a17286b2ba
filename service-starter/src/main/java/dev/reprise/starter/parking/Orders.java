package dev.reprise.starter.parking;

import dev.reprise.events.Ids;
import dev.reprise.starter.parking.Redrive.Discarded;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Takes what people ask of parked keys. It is written down, and done by whichever instance reads the key's
/// partition. What was asked for stands in the [RedriveStore] before it can happen. Thread-safe.
public final class Orders {

    /// How often it is tried again when the key changes at that moment.
    private static final int TRIES = 10;

    private final ParkedKeyStore keys;
    private final RedriveStore redrives;
    private final Clock clock;

    public Orders(ParkedKeyStore keys, RedriveStore redrives, Clock clock) {
        this.keys = keys;
        this.redrives = redrives;
        this.clock = clock;
    }

    /// Asks that what waits be applied again.
    ///
    /// @param eventsPerSecond of each instance, at most
    /// @return what was asked for: a lane of which something was asked before is left out
    public List<Redrive> redrive(Collection<ParkedKey> seen, String by, int eventsPerSecond) {
        UUID id = Ids.next();
        List<Redrive> asked = new ArrayList<>();
        seen.forEach(key -> redrive(id, key, by, null, eventsPerSecond).ifPresent(asked::add));
        return asked;
    }

    /// Discards the events that stopped these lanes, and asks that what waits behind them be applied.
    ///
    /// @return what was asked for: a lane of which something was asked before is left out
    public List<Redrive> discardFirst(Collection<ParkedKey> seen, String by, String reason, int eventsPerSecond) {
        UUID id = Ids.next();
        List<Redrive> asked = new ArrayList<>();
        seen.forEach(key -> redrive(id, key, by, reason, eventsPerSecond).ifPresent(asked::add));
        return asked;
    }

    /// Discards everything that waits in these lanes.
    ///
    /// @return what was done: a lane of which something was asked before is left out
    public List<Redrive> discardAll(Collection<ParkedKey> seen, String by, String reason) {
        UUID id = Ids.next();
        List<Redrive> done = new ArrayList<>();
        seen.forEach(key -> discardAll(id, key, by, reason).ifPresent(done::add));
        return done;
    }

    /// @param discarding why the first event is discarded; null when it is not
    private Optional<Redrive> redrive(
            UUID id, ParkedKey seen, String by, @Nullable String discarding, int eventsPerSecond) {
        ParkedKey key = seen;
        for (int tries = 0; tries < TRIES && key != null && key.order() == null; tries++) {
            Discarded discarded = discarding == null
                    ? null
                    : new Discarded(
                            discarding, key.poison(), key.poison().event().offset(), 1);
            long from = discarded == null ? key.from() : discarded.last() + 1;
            Redrive asked = Redrive.requested(id, key, by, clock.instant(), discarded);
            redrives.add(asked, from);
            if (keys.order(key, from, new ParkedKey.Order(id, eventsPerSecond))) {
                return Optional.of(asked);
            }
            redrives.withdraw(id, key.lane());
            key = keys.find(key.lane()).orElse(null);
        }
        return Optional.empty();
    }

    private Optional<Redrive> discardAll(UUID id, ParkedKey seen, String by, String reason) {
        ParkedKey key = seen;
        for (int tries = 0; tries < TRIES && key != null && key.order() == null; tries++) {
            Discarded discarded = new Discarded(reason, key.poison(), key.last(), key.events());
            redrives.add(Redrive.requested(id, key, by, clock.instant(), discarded), key.last() + 1);
            if (keys.discard(key)) {
                redrives.ended(id, key.lane(), null, clock.instant());
                return redrives.find(id, key.lane());
            }
            redrives.withdraw(id, key.lane());
            key = keys.find(key.lane()).orElse(null);
        }
        return Optional.empty();
    }
}
