package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.events.Topic;
import dev.reprise.starter.history.History;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Records all topics of a running system: one line for each record, compressed.
final class Recorder {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final List<TopicPartition> PARTITIONS = History.partitions(EnumSet.allOf(Topic.class));
    private static final Comparator<Deque<RecordLine>> EARLIEST_FIRST =
            Comparator.comparingLong(partition -> partition.getFirst().timestamp());

    private Recorder() {}

    /// @param broker its address
    /// @param file to be written; a recording that exists is never touched
    /// @return how many records it holds
    /// @throws IllegalStateException when the system goes on publishing, or history does not begin at offset 0;
    ///     nothing is written then
    static int record(String broker, Path file) throws IOException {
        List<RecordLine> lines = inOrderOfTime(read(broker));
        try (OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(compressed(bytes), UTF_8))) {
            for (RecordLine line : lines) {
                out.write(line.print());
                out.write('\n');
            }
        }
        return lines.size();
    }

    private static Map<TopicPartition, Deque<RecordLine>> read(String broker) {
        Map<TopicPartition, Deque<RecordLine>> read = new HashMap<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker, "auto.offset.reset", "none");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(PARTITIONS);
            consumer.seekToBeginning(PARTITIONS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> received : consumer.poll(POLL)) {
                    read.computeIfAbsent(
                                    new TopicPartition(received.topic(), received.partition()), _ -> new ArrayDeque<>())
                            .add(RecordLine.of(received));
                }
            }
            if (!consumer.endOffsets(PARTITIONS).equals(ends)) {
                throw new IllegalStateException("the system goes on publishing; wait until it is at rest");
            }
            if (consumer.beginningOffsets(PARTITIONS).values().stream().anyMatch(first -> first != 0)) {
                throw new IllegalStateException("a partition does not begin at offset 0");
            }
        }
        return read;
    }

    /// Each partition in its order. Events that caused each other stand near each other, which compresses well.
    private static List<RecordLine> inOrderOfTime(Map<TopicPartition, Deque<RecordLine>> read) {
        PriorityQueue<Deque<RecordLine>> partitions = new PriorityQueue<>(EARLIEST_FIRST);
        partitions.addAll(read.values());
        List<RecordLine> lines = new ArrayList<>();
        while (!partitions.isEmpty()) {
            Deque<RecordLine> partition = partitions.remove();
            lines.add(partition.removeFirst());
            if (!partition.isEmpty()) {
                partitions.add(partition);
            }
        }
        return lines;
    }

    private static OutputStream compressed(OutputStream bytes) throws IOException {
        return new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }
}
