package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.EncodedEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.topics.TopicGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

    /// Its own: a recording takes all that is on the topics.
    private static final TestBroker BROKER = TestBroker.fresh();

    private static final byte[] NO_TEXT = {(byte) 0xC3, (byte) 0x28};

    @TempDir
    Path folder;

    @AfterAll
    static void stopTheBroker() {
        BROKER.stop();
    }

    @Test
    void a_recording_is_read_as_the_very_records_that_stood_on_the_topics() throws IOException {
        createTopics();
        UUID task = Ids.next();
        EncodedEvent first = Tasks.encoded(task, 1);
        List<ProducerRecord<String, byte[]>> sent = List.of(
                EventCodec.toRecord(first),
                EventCodec.toRecord(oddlyWritten(Tasks.encoded(task, 2))),
                EventCodec.toRecord(first));
        var kafka = TestClients.producer(BROKER.address());
        sent.forEach(one -> kafka.send(one).join());
        kafka.destroy();
        Path file = folder.resolve("now.ndjson.gz");

        int count = Recorder.record(BROKER.address(), file);

        List<ConsumerRecord<String, byte[]>> read = read(file);
        assertThat(read).hasSize(count);
        List<ConsumerRecord<String, byte[]>> ours =
                read.stream().filter(one -> one.key().equals(task.toString())).toList();
        assertThat(ours).extracting(ConsumerRecord::topic).containsOnly("tasks");
        assertThat(ours)
                .extracting(one -> new String(one.value(), UTF_8))
                .containsExactlyElementsOf(
                        sent.stream().map(one -> new String(one.value(), UTF_8)).toList());
        assertThat(ours)
                .extracting(one -> List.of(one.headers().toArray()))
                .containsExactlyElementsOf(sent.stream()
                        .map(one -> List.of(one.headers().toArray()))
                        .toList());
        assertThat(ours).extracting(ConsumerRecord::offset).isSorted().doesNotHaveDuplicates();
        assertThat(ours).extracting(ConsumerRecord::timestamp).allMatch(time -> time > 0);
    }

    @Test
    void a_recording_that_exists_is_left_as_it_is() throws IOException {
        createTopics();
        Path file = Files.writeString(folder.resolve("old.ndjson.gz"), "old");

        assertThatThrownBy(() -> Recorder.record(BROKER.address(), file))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("old");
    }

    @Test
    void a_record_of_which_a_line_would_lose_something_is_refused() {
        RecordHeaders twice = new RecordHeaders();
        twice.add("ce_type", NO_TEXT).add("ce_type", NO_TEXT);

        assertThatThrownBy(() -> RecordLine.of(received(NO_TEXT, new RecordHeaders())))
                .hasMessage("tasks-3@42 is no text");
        assertThatThrownBy(() -> RecordLine.of(new ConsumerRecord<>("tasks", 3, 42, null, "{}".getBytes(UTF_8))))
                .hasMessage("tasks-3@42 is no text");
        assertThatThrownBy(() -> RecordLine.of(received("{}".getBytes(UTF_8), twice)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void createTopics() {
        TopicGuard topics = new TopicGuard(
                Map.of("bootstrap.servers", BROKER.address()), () -> EnumSet.allOf(Topic.class), _ -> List.of());
        topics.start();
        topics.stop();
    }

    private static ConsumerRecord<String, byte[]> received(byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "tasks", 3, 42, 0, TimestampType.CREATE_TIME, 0, 0, "key", value, headers, Optional.empty());
    }

    private static List<ConsumerRecord<String, byte[]>> read(Path file) throws IOException {
        try (InputStream compressed = Files.newInputStream(file)) {
            return RecordedHistory.read("now", compressed).records();
        }
    }

    private static EncodedEvent oddlyWritten(EncodedEvent event) {
        return new EncodedEvent(
                event.topic(),
                event.key(),
                event.id(),
                event.type(),
                event.source(),
                event.subject(),
                event.sequence(),
                event.time(),
                event.correlationId(),
                event.causationId(),
                event.traceparent(),
                event.data().replace("{", "{ ").replace("task 2", "Minuten – “🎶” \\u00e4\\n"));
    }
}
