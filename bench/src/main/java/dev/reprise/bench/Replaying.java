package dev.reprise.bench;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.query.generations.Following;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads a whole history twice over: as a rebuild does, folding it in memory; and raw, which is as little as can
/// be done and still know what every event says.
final class Replaying {

    private static final Duration POLL = Duration.ofMillis(500);

    private final History history;
    private final Map<TopicPartition, Long> ends;
    private final int threads;
    private final Map<String, ObjectReader> readers = new HashMap<>();

    Replaying(History history, int threads) {
        this.history = history;
        this.threads = threads;
        this.ends = history.ends(History.partitions(Following.TOPICS));
        JsonMapper json = JsonMapper.builder().build();
        EventRegistry.published()
                .types()
                .forEach(type -> readers.put(type.wireName(), json.readerFor(type.dataClass())));
    }

    static History history(String broker) {
        return new History(Map.of("bootstrap.servers", broker), new EventCodec(EventRegistry.published()));
    }

    /// Where each partition ends.
    Map<TopicPartition, Long> ends() {
        return ends;
    }

    /// Decodes every event and folds it.
    Units.Outcome fold() throws Exception {
        return Units.run(threads, this::fold);
    }

    private long fold(int partition) {
        Map<TopicPartition, Long> to = of(partition);
        Map<TopicPartition, Long> from = to.keySet().stream().collect(Collectors.toMap(key -> key, _ -> 0L));
        WorkingSet working = new WorkingSet();
        long folded = 0;
        try (HistoryReader reader = history.read(from, to)) {
            while (!reader.isAtEnd()) {
                List<ReceivedEvent> events = reader.next();
                for (ReceivedEvent received : events) {
                    working.apply(received.event().data(), received.event().sequence(), received.offset());
                }
                folded += events.size();
            }
            require(reader.passedOver() == 0);
        }
        require(working.bytes() > 0);
        return folded;
    }

    /// Polls every record and parses its value into the record of its type.
    Units.Outcome raw() throws Exception {
        return Units.run(threads, this::raw);
    }

    private long raw(int partition) {
        Map<TopicPartition, Long> to = of(partition);
        Set<TopicPartition> unfinished = new HashSet<>(to.keySet());
        unfinished.removeIf(key -> to.getOrDefault(key, 0L) == 0);
        long parsed = 0;
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(history.settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(unfinished);
            consumer.seekToBeginning(unfinished);
            while (!unfinished.isEmpty()) {
                for (ConsumerRecord<String, byte[]> received : consumer.poll(POLL)) {
                    parsed += parse(received) == null ? 0 : 1;
                }
                unfinished.removeIf(key -> consumer.position(key) >= to.getOrDefault(key, 0L));
            }
        }
        return parsed;
    }

    private DomainEvent parse(ConsumerRecord<String, byte[]> received) {
        String type = new String(received.headers().lastHeader("ce_type").value(), StandardCharsets.US_ASCII);
        ObjectReader reader = readers.get(type);
        if (reader == null) {
            throw new IllegalStateException("no event is named " + type);
        }
        return reader.readValue(received.value());
    }

    private Map<TopicPartition, Long> of(int partition) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().partition() == partition)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the fold is not what was to be measured");
        }
    }
}
