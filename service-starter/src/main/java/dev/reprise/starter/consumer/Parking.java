package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.RedriveStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

/// Everything about parked keys that a consumer loop needs, for the partitions it has. Used by the loop's
/// thread.
final class Parking implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

    private final BatchHandler handler;
    private final Clock clock;
    private final ParkedKeys keys;
    private final Redriving redriving;

    Parking(
            Subscription subscription,
            MongoTemplate mongo,
            ConsumerFactory<String, byte[]> consumers,
            EventCodec codec,
            Clock clock,
            MeterRegistry meters) {
        ParkedKeyStore store = new ParkedKeyStore(mongo);
        this.handler = subscription.handler();
        this.clock = clock;
        this.keys = new ParkedKeys(subscription.name(), store, clock, meters);
        this.redriving =
                new Redriving(keys, store, new RedriveStore(mongo), subscription.handler(), codec, consumers, clock);
    }

    /// How many keys are parked here. May be asked by any thread.
    int keys() {
        return keys.keys();
    }

    /// Learns what is parked in these partitions, after their checkpoints were read.
    void load(Set<TopicPartition> partitions) {
        keys.load(partitions);
    }

    void forget(Collection<TopicPartition> partitions) {
        keys.forget(partitions);
    }

    Batch batch(List<Arrival> arrivals) {
        return new Batch(arrivals, handler, keys, clock);
    }

    /// Sees to what was asked for meanwhile; an outage is left to the next time.
    ///
    /// @return whether there is more to do soon
    boolean attend(Set<TopicPartition> partitions) {
        try {
            keys.refresh(partitions);
            redriving.step();
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !Failures.isOutage(e)) {
                throw e;
            }
            LOG.debug("can't look for what was asked of parked keys", e);
        }
        return redriving.isAsked();
    }

    @Override
    public void close() {
        redriving.close();
        keys.close();
    }
}
