package dev.reprise.starter.history;

import dev.reprise.events.EventCodec;
import dev.reprise.events.UndecodableEventException;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads stretches of history, batch by batch, one stretch after the other. Made by [History]; used by one
/// thread.
public final class HistoryReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<String, byte[]> consumer;
    private final EventCodec codec;
    private final Map<TopicPartition, Long> to = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Set<TopicPartition> unfinished = new HashSet<>();
    private long passedOver;
    private Undecodable undecodable = HistoryReader::logged;

    /// Decides about records that are no events.
    @FunctionalInterface
    public interface Undecodable {

        /// @return whether the record counts as passed over
        boolean decide(ConsumerRecord<String, byte[]> received, UndecodableEventException why);
    }

    HistoryReader(Consumer<String, byte[]> consumer, EventCodec codec) {
        this.consumer = consumer;
        this.codec = codec;
    }

    /// Lets records that are no events be decided about; otherwise they are logged and passed over.
    public void onUndecodable(Undecodable decision) {
        undecodable = decision;
    }

    /// Turns to what comes from some offsets on, without end.
    public void follow(Map<TopicPartition, Long> from) {
        Map<TopicPartition, Long> never = new HashMap<>(from);
        never.replaceAll((_, _) -> Long.MAX_VALUE);
        turnTo(from, never);
    }

    /// Turns to another stretch; what is left of the one before is not read.
    ///
    /// @param from the first offset to read of each partition
    /// @param ends the offset before which to stop, of the same partitions
    public void turnTo(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        to.clear();
        to.putAll(ends);
        positions.clear();
        positions.putAll(from);
        unfinished.clear();
        passedOver = 0;
        from.forEach((partition, first) -> {
            if (first < end(partition)) {
                unfinished.add(partition);
            }
        });
        consumer.assign(unfinished);
        consumer.resume(unfinished);
        unfinished.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
    }

    /// Whether every partition has been read to where it was to stop.
    public boolean isAtEnd() {
        return unfinished.isEmpty();
    }

    /// The next events: each partition's in order, those of different partitions mixed. Waits for half a second
    /// at most and is empty when none came by then, as while the broker is away; or when [#isAtEnd].
    ///
    /// @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException when the topic lacks what was asked
    ///     for
    public List<ReceivedEvent> next() {
        return next(POLL);
    }

    /// The same, waiting that long at the most.
    public List<ReceivedEvent> next(Duration most) {
        if (isAtEnd()) {
            return List.of();
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(most);
        List<ReceivedEvent> events = new ArrayList<>(records.count());
        for (TopicPartition partition : records.partitions()) {
            long end = end(partition);
            for (ConsumerRecord<String, byte[]> received : records.records(partition)) {
                if (received.offset() < end) {
                    decode(received, events);
                }
            }
        }
        // Where offsets are sparse, the position passes the last event; only it tells that a partition is done.
        for (TopicPartition partition : Set.copyOf(unfinished)) {
            advance(partition, consumer.position(partition));
        }
        return events;
    }

    private void decode(ConsumerRecord<String, byte[]> received, List<ReceivedEvent> events) {
        try {
            events.add(new ReceivedEvent(
                    received.topic(), received.partition(), received.offset(), codec.decode(received)));
        } catch (UndecodableEventException e) {
            if (undecodable.decide(received, e)) {
                passedOver++;
            }
        }
    }

    private static boolean logged(ConsumerRecord<String, byte[]> received, UndecodableEventException why) {
        LOG.warn(
                "{}-{}@{} is passed over, it is no event: {}",
                received.topic(),
                received.partition(),
                received.offset(),
                why.getMessage());
        return true;
    }

    private void advance(TopicPartition partition, long position) {
        positions.put(partition, Math.min(position, end(partition)));
        if (position >= end(partition)) {
            unfinished.remove(partition);
            consumer.pause(List.of(partition));
        }
    }

    private long end(TopicPartition partition) {
        return to.getOrDefault(partition, 0L);
    }

    /// The next offset to read of each partition, after all events that [#next] has returned.
    public Map<TopicPartition, Long> positions() {
        return Map.copyOf(positions);
    }

    /// How many records of this stretch were no events and were passed over.
    public long passedOver() {
        return passedOver;
    }

    /// Does not wait for the broker: it may be holding back the answer to a last request for more.
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
