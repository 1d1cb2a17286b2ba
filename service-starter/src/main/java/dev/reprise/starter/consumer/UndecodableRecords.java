package dev.reprise.starter.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Makes records that are no events visible, beside their being parked: a count and the last offset for each
/// partition. The number of meters is bounded by that of partitions.
final class UndecodableRecords {

    private final String subscription;
    private final MeterRegistry meters;
    private final Map<TopicPartition, AtomicLong> lastOffsets = new ConcurrentHashMap<>();

    UndecodableRecords(String subscription, MeterRegistry meters) {
        this.subscription = subscription;
        this.meters = meters;
    }

    void saw(ConsumerRecord<?, ?> received) {
        TopicPartition partition = new TopicPartition(received.topic(), received.partition());
        lastOffsets.computeIfAbsent(partition, this::lastOffset).set(received.offset());
        Counter.builder("reprise.consumer.undecodable")
                .description("Records on our topics that are no events")
                .tags(tags(partition))
                .register(meters)
                .increment();
    }

    private AtomicLong lastOffset(TopicPartition partition) {
        AtomicLong offset = new AtomicLong();
        Gauge.builder("reprise.consumer.undecodable.last.offset", offset, AtomicLong::get)
                .description("Where the last of them stands")
                .tags(tags(partition))
                .register(meters);
        return offset;
    }

    private Tags tags(TopicPartition partition) {
        return Tags.of(
                "subscription", subscription,
                "topic", partition.topic(),
                "partition", Integer.toString(partition.partition()));
    }
}
