package dev.reprise.query.rebuild;

import dev.reprise.events.UndecodableEventException;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.Lane;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Poison;
import dev.reprise.starter.parking.Redrive;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What a rebuild does with events that it can't fold: it stops, or leaves out what has the same key from there
/// on. What operators have discarded is left out either way, as the live model does.
///
/// What is left out is parked for the generation, so that who follows it goes on leaving it out, and a redrive
/// folds it. Threads have partitions of their own.
public final class Poisoned {

    private final ParkedKeyStore store;
    private final String subscription;
    private final boolean isParking;
    private final List<Redrive> discarded;
    private final Clock clock;
    private final Map<Lane, ParkedKey> parked = new ConcurrentHashMap<>();

    /// @param subscription under which the generation is followed
    /// @param isParking whether keys are left out; otherwise the rebuild fails
    /// @param discarded what was discarded, of any generation
    public Poisoned(
            ParkedKeyStore store, String subscription, boolean isParking, List<Redrive> discarded, Clock clock) {
        this.store = store;
        this.subscription = subscription;
        this.isParking = isParking;
        this.discarded = discarded;
        this.clock = clock;
        store.all(subscription).forEach(key -> parked.put(key.lane(), key));
    }

    /// A record that can't be decoded was read.
    ///
    /// @return whether it is passed over, because it was discarded
    /// @throws PoisonEventException when keys are not left out
    boolean undecodable(ConsumerRecord<String, byte[]> received, UndecodableEventException why) {
        Lane lane = Lane.of(subscription, received);
        if (isDiscarded(lane, received.offset())) {
            return true;
        }
        if (!isWaiting(lane, received.offset())) {
            park(lane, EventPointer.to(received), why);
        }
        return false;
    }

    /// Whether an event is not to be folded.
    boolean leavesOut(ReceivedEvent received) {
        if (parked.isEmpty() && discarded.isEmpty()) {
            return false;
        }
        Lane lane = lane(received);
        return isDiscarded(lane, received.offset()) || isWaiting(lane, received.offset());
    }

    /// An event could not be folded.
    ///
    /// @throws PoisonEventException when keys are not left out
    void failed(ReceivedEvent received, RuntimeException why) {
        EventPointer event = new EventPointer(
                received.offset(),
                received.event().id().toString(),
                null,
                received.event().subject().toString(),
                Long.toString(received.event().sequence()));
        park(lane(received), event, why);
    }

    private Lane lane(ReceivedEvent received) {
        return new Lane(
                subscription,
                received.topic(),
                received.partition(),
                received.event().data().key().toString());
    }

    private boolean isDiscarded(Lane lane, long offset) {
        return discarded.stream()
                .anyMatch(redrive -> redrive.lane().topic().equals(lane.topic())
                        && redrive.lane().partition() == lane.partition()
                        && redrive.lane().key().equals(lane.key())
                        && redrive.discarded() != null
                        && redrive.discarded().first().event().offset() <= offset
                        && redrive.discarded().last() >= offset);
    }

    /// Counts an event that waits behind another.
    private boolean isWaiting(Lane lane, long offset) {
        ParkedKey key = parked.get(lane);
        if (key == null || offset < key.from()) {
            return false;
        }
        if (offset > key.last()) {
            parked.put(lane, key.through(offset));
        }
        return true;
    }

    private void park(Lane lane, EventPointer event, Throwable why) {
        if (!isParking) {
            throw new PoisonEventException(lane, event, why);
        }
        Poison poison = new Poison(event, why.toString(), clock.instant(), 1);
        parked.put(lane, new ParkedKey(lane, poison, event.offset(), event.offset(), 1, clock.instant(), null));
    }

    /// Stores what is left out of these partitions. To be done before their checkpoints are moved.
    void store(Collection<TopicPartition> partitions) {
        parked.values().stream()
                .filter(key -> partitions.contains(key.lane().topicPartition()))
                .forEach(this::store);
    }

    private void store(ParkedKey key) {
        if (!store.park(key)) {
            store.find(key.lane())
                    .filter(seen -> seen.last() < key.last())
                    .ifPresent(seen -> store.queue(seen, key.last(), key.events() - seen.events()));
        }
    }
}
