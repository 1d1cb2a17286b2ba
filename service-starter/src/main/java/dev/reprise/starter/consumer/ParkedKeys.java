package dev.reprise.starter.consumer;

import dev.reprise.starter.parking.Lane;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Poison;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parked keys of those partitions that a loop has, in memory, so that asking whether a key is parked costs
/// nothing. The store decides; what others change there is seen within a second when something was asked for,
/// and else within a minute. Changed by the loop's thread; counted by any.
final class ParkedKeys implements AutoCloseable {

    /// So many keys of one subscription are parked in one instance, at the most. When more fail, no event is
    /// poison but the code is.
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ParkedKeys.class);
    private static final Duration ASK_FOR_ORDERS = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final String subscription;
    private final ParkedKeyStore store;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<Meter> gauges;
    private final Map<Lane, ParkedKey> known = new ConcurrentHashMap<>();
    private long orders = -1;
    private long askedAt;
    private long loadedAt;

    ParkedKeys(String subscription, ParkedKeyStore store, Clock clock, MeterRegistry meters) {
        this.subscription = subscription;
        this.store = store;
        this.clock = clock;
        this.meters = meters;
        this.gauges = List.of(
                Gauge.builder("reprise.parked.keys", known, Map::size)
                        .description("Keys that wait behind an event that could not be applied")
                        .tag("subscription", subscription)
                        .register(meters),
                Gauge.builder("reprise.parked.events", this, ParkedKeys::events)
                        .description("Events that wait in parked keys")
                        .tag("subscription", subscription)
                        .register(meters));
    }

    int keys() {
        return known.size();
    }

    private long events() {
        return known.values().stream().mapToLong(ParkedKey::events).sum();
    }

    /// Learns what is parked in these partitions. To be asked after their checkpoints were read: whoever moved a
    /// checkpoint past an event had parked its key before.
    void load(Set<TopicPartition> partitions) {
        orders = store.orders(subscription);
        askedAt = loadedAt = System.nanoTime();
        List<ParkedKey> found = store.all(subscription).stream()
                .filter(key -> partitions.contains(key.lane().topicPartition()))
                .toList();
        known.keySet().retainAll(found.stream().map(ParkedKey::lane).collect(java.util.stream.Collectors.toSet()));
        found.forEach(key -> known.put(key.lane(), key));
    }

    void forget(Collection<TopicPartition> partitions) {
        known.keySet().removeIf(lane -> partitions.contains(lane.topicPartition()));
    }

    /// Looks again when something was asked for, or a minute has passed.
    void refresh(Set<TopicPartition> partitions) {
        long now = System.nanoTime();
        if (now - askedAt >= ASK_FOR_ORDERS.toNanos()) {
            askedAt = now;
            if (store.orders(subscription) != orders || now - loadedAt >= LOOK_AGAIN.toNanos()) {
                load(partitions);
            }
        }
    }

    /// A key of which something was asked.
    Optional<ParkedKey> ordered() {
        return known.values().stream().filter(key -> key.order() != null).findFirst();
    }

    /// Lets events of a parked key wait; those that do already are known by their offsets.
    ///
    /// @param arrivals of one lane, in order
    /// @return those that are to be applied: the ones before the event that stopped the key, or all when it is
    ///     not parked
    List<Arrival> queue(Lane lane, List<Arrival> arrivals) {
        ParkedKey key = known.get(lane);
        while (key != null) {
            long from = key.from();
            long last = key.last();
            List<Arrival> more =
                    arrivals.stream().filter(arrival -> arrival.offset() > last).toList();
            if (more.isEmpty() || store.queue(key, more.getLast().offset(), more.size())) {
                ParkedKey longer = more.isEmpty() ? key : longer(key, more);
                known.put(lane, longer);
                return arrivals.stream()
                        .filter(arrival -> arrival.offset() < from)
                        .toList();
            }
            key = lookAgain(lane);
        }
        return arrivals;
    }

    private static ParkedKey longer(ParkedKey key, List<Arrival> more) {
        return new ParkedKey(
                key.lane(),
                key.poison(),
                key.from(),
                more.getLast().offset(),
                key.events() + more.size(),
                key.parkedAt(),
                key.order());
    }

    /// What the store knows of a lane by now.
    @Nullable
    ParkedKey lookAgain(Lane lane) {
        ParkedKey found = store.find(lane).orElse(null);
        if (found == null) {
            known.remove(lane);
        } else {
            known.put(lane, found);
        }
        return found;
    }

    /// Parks a lane with what came behind the poison event.
    ///
    /// @param arrivals the poison event and what came after it
    /// @throws TooManyParkedException when there are [#MOST] already
    void park(Lane lane, Poison poison, List<Arrival> arrivals) {
        if (known.size() >= MOST) {
            throw new TooManyParkedException(subscription);
        }
        ParkedKey key = new ParkedKey(
                lane,
                poison,
                poison.event().offset(),
                arrivals.getLast().offset(),
                arrivals.size(),
                clock.instant(),
                null);
        if (store.park(key)) {
            known.put(lane, key);
            LOG.error(
                    "{} parks {} {} at {}-{}@{} after {} attempts: {}",
                    subscription,
                    lane.topic(),
                    lane.key(),
                    lane.topic(),
                    lane.partition(),
                    poison.event().offset(),
                    poison.attempts(),
                    poison.reason());
        } else if (lookAgain(lane) == null) {
            park(lane, poison, arrivals);
        } else {
            queue(lane, arrivals);
        }
    }

    @Override
    public void close() {
        gauges.forEach(meters::remove);
    }
}
