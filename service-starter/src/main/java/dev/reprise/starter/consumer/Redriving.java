package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.LaneReader;
import dev.reprise.starter.parking.LaneReader.Stretch;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Poison;
import dev.reprise.starter.parking.RedriveStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/// Applies again what waits in parked keys, where somebody asked for it: in the loop's own thread, a little at a
/// time between its batches, so that no key is ever worked on twice at once and other keys go on. A key stays
/// parked until everything that waits has been applied; what comes meanwhile waits too. When the process dies,
/// whoever has the partition next goes on from where it was written down.
final class Redriving implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Redriving.class);

    /// How many steps there are in a second, at the most.
    private static final int STEPS = 10;

    private static final int MOST_AT_ONCE = 500;
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);

    private final ParkedKeys parked;
    private final ParkedKeyStore store;
    private final RedriveStore redrives;
    private final BatchHandler handler;
    private final EventCodec codec;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Clock clock;
    private @Nullable LaneReader reader;
    private long nextStep = System.nanoTime();

    Redriving(
            ParkedKeys parked,
            ParkedKeyStore store,
            RedriveStore redrives,
            BatchHandler handler,
            EventCodec codec,
            ConsumerFactory<String, byte[]> consumers,
            Clock clock) {
        this.parked = parked;
        this.store = store;
        this.redrives = redrives;
        this.handler = handler;
        this.codec = codec;
        this.consumers = consumers;
        this.clock = clock;
    }

    /// Whether there is something to do.
    boolean isAsked() {
        return parked.ordered().isPresent();
    }

    /// Does a little of what was asked for. An outage is left to the next step.
    void step() {
        ParkedKey key = parked.ordered().orElse(null);
        if (key == null) {
            close();
            return;
        }
        if (System.nanoTime() - nextStep < 0) {
            return;
        }
        nextStep = System.nanoTime() + Duration.ofSeconds(1).toNanos() / STEPS;
        try {
            step(key, Objects.requireNonNull(key.order()));
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // What is not written down is applied again, and voids itself.
            LOG.warn("the redrive of {} goes on later: {}", key.lane(), e.toString());
            nextStep = System.nanoTime() + AFTER_OUTAGE.toNanos();
        }
    }

    private void step(ParkedKey key, ParkedKey.Order order) {
        if (key.from() > key.last()) {
            finish(key, order);
            return;
        }
        int most = Math.max(1, Math.min(MOST_AT_ONCE, order.eventsPerSecond() / STEPS));
        try {
            Stretch stretch = opened().read(key, key.from(), most);
            apply(key, order, stretch);
        } catch (OffsetOutOfRangeException e) {
            String reason = "The topic no longer has it: restore the topic, or discard what waits";
            stop(
                    key,
                    order,
                    new Poison(
                            key.poison().event(),
                            reason,
                            clock.instant(),
                            key.poison().attempts()));
        }
    }

    private LaneReader opened() {
        LaneReader open = reader;
        if (open == null) {
            open = new LaneReader(consumers);
            reader = open;
        }
        return open;
    }

    private void apply(ParkedKey key, ParkedKey.Order order, Stretch stretch) {
        List<Arrival> arrivals = stretch.records().stream()
                .map(record -> Arrival.of(key.lane().subscription(), record, codec))
                .toList();
        List<EventPointer> applied = new ArrayList<>();
        Poison poison = applied(arrivals, key, applied);
        long next = poison == null ? stretch.next() : poison.event().offset();
        if (next > key.from()) {
            redrives.applied(order.redrive(), key.lane(), key.from(), next, applied);
            store.applied(key, next, applied.size());
        }
        ParkedKey now = parked.lookAgain(key.lane());
        if (now == null || now.from() != next) {
            return; // another instance is at it
        }
        if (poison != null) {
            stop(now, order, poison);
        } else if (next > now.last()) {
            finish(now, order);
        }
    }

    /// Applies events all together or, where that fails, one by one.
    ///
    /// @param applied is filled with those that were
    /// @return the one that could not be
    private @Nullable Poison applied(List<Arrival> arrivals, ParkedKey key, List<EventPointer> applied) {
        List<ReceivedEvent> decodable = arrivals.stream()
                .map(Arrival::event)
                .takeWhile(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        boolean together = decodable.size() > 1 && Failures.caught(() -> handler.handle(decodable)) == null;
        for (Arrival arrival : arrivals) {
            ReceivedEvent event = arrival.event();
            Throwable failure = event == null
                    ? arrival.undecodable()
                    : together ? null : Failures.caught(() -> handler.handle(List.of(event)));
            if (failure != null) {
                return poison(key, arrival, failure);
            }
            applied.add(arrival.pointer());
        }
        return null;
    }

    private Poison poison(ParkedKey key, Arrival arrival, Throwable failure) {
        Poison before = key.poison();
        boolean isSame = before.event().offset() == arrival.offset();
        return new Poison(
                arrival.pointer(),
                failure.toString(),
                isSame ? before.firstFailure() : clock.instant(),
                isSame ? before.attempts() + 1 : 1);
    }

    private void stop(ParkedKey key, ParkedKey.Order order, Poison poison) {
        LOG.warn("{} is stopped again at {}: {}", key.lane(), poison.event().offset(), poison.reason());
        redrives.ended(order.redrive(), key.lane(), poison, clock.instant());
        store.stopped(key, poison);
        parked.lookAgain(key.lane());
    }

    private void finish(ParkedKey key, ParkedKey.Order order) {
        redrives.ended(order.redrive(), key.lane(), null, clock.instant());
        if (store.goOn(key)) {
            LOG.info("{} goes on", key.lane());
        }
        parked.lookAgain(key.lane());
    }

    @Override
    public void close() {
        LaneReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
