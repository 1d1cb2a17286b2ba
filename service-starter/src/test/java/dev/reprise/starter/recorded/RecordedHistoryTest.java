package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.EventType;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The recordings are histories as the contract promises them, and today's code reads every record of them.
class RecordedHistoryTest {

    private static final EventRegistry REGISTRY = EventRegistry.published();
    private static final EventCodec CODEC = new EventCodec(REGISTRY);
    private static final Set<String> WRITTEN_TODAY =
            REGISTRY.types().stream().map(EventType::wireName).collect(Collectors.toSet());
    private static final List<RecordedHistory> HISTORIES = RecordedHistory.all();

    static List<RecordedHistory> histories() {
        return HISTORIES;
    }

    @Test
    void every_readable_wire_name_was_recorded_and_no_other() {
        assertThat(HISTORIES.stream()
                        .flatMap(history -> history.records().stream())
                        .map(received -> header(received.headers(), "ce_type"))
                        .collect(Collectors.toSet()))
                .as("record what is missing, see docs/adding-an-event.md")
                .containsExactlyInAnyOrderElementsOf(REGISTRY.readableNames());
    }

    @Test
    void the_recordings_hold_twenty_thousand_events_and_some_of_them_twice() {
        long records = HISTORIES.stream()
                .mapToLong(history -> history.records().size())
                .sum();
        long events = HISTORIES.stream()
                .flatMap(history -> history.records().stream())
                .map(received -> header(received.headers(), "ce_id"))
                .distinct()
                .count();

        assertThat(events).isGreaterThanOrEqualTo(20_000).isLessThan(records);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void every_record_is_read_and_would_be_written_as_it_stands(RecordedHistory history) {
        for (ConsumerRecord<String, byte[]> received : history.records()) {
            EventEnvelope event = CODEC.decode(received);
            // An older version is lifted on read and never written again.
            if (WRITTEN_TODAY.contains(header(received.headers(), "ce_type"))) {
                assertSame(received, EventCodec.toRecord(CODEC.encode(event)));
            }
        }
    }

    private static void assertSame(ConsumerRecord<String, byte[]> received, ProducerRecord<String, byte[]> sent) {
        JsonMapper json = JsonMapper.shared();
        assertThat(sent.topic()).isEqualTo(received.topic());
        assertThat(sent.key()).isEqualTo(received.key());
        assertThat(headers(sent.headers())).isEqualTo(headers(received.headers()));
        assertThat(json.readTree(sent.value())).isEqualTo(json.readTree(received.value()));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void each_partition_begins_at_its_first_offset_and_goes_on_in_order(RecordedHistory history) {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (ConsumerRecord<String, byte[]> received : history.records()) {
            TopicPartition partition = new TopicPartition(received.topic(), received.partition());
            assertThat(received.offset()).as(partition.toString()).isEqualTo(next.getOrDefault(partition, 0L));
            next.put(partition, received.offset() + 1);
        }
        assertThat(next).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("histories")
    void first_copies_of_a_subject_count_from_one_without_gaps(RecordedHistory history) {
        Map<String, Long> sequences = new HashMap<>();
        Set<UUID> seen = new HashSet<>();
        for (ReceivedEvent received : history.events(Topic.POSTS, Topic.COMMENTS, Topic.MODERATION, Topic.TASKS)) {
            EventEnvelope event = received.event();
            if (seen.add(event.id())) {
                String subject = received.topic() + " " + event.subject();
                assertThat(event.sequence()).as(subject).isEqualTo(sequences.merge(subject, 1L, Long::sum));
            }
        }
        assertThat(seen).isNotEmpty();
    }

    private static String header(Headers headers, String name) {
        return headers(headers).getOrDefault(name, "");
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }
}
