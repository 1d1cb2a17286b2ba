package dev.reprise.events;

import static dev.reprise.events.UndecodableEventException.Reason.INVALID_ATTRIBUTE;
import static dev.reprise.events.UndecodableEventException.Reason.MALFORMED_DATA;
import static dev.reprise.events.UndecodableEventException.Reason.MISPLACED;
import static dev.reprise.events.UndecodableEventException.Reason.NOT_LIFTED;
import static dev.reprise.events.UndecodableEventException.Reason.UNKNOWN_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.UndecodableEventException.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());
    private static final GoldenFile GOLDEN =
            GoldenFile.read(Path.of("src/test/resources/golden/CommentCreated.v1.json"));

    @Test
    void the_cloudevents_sdk_reads_what_is_written() {
        ProducerRecord<String, byte[]> sent = EventCodec.toRecord(CODEC.encode(CODEC.decode(GOLDEN.received())));

        CloudEvent event =
                KafkaMessageFactory.createReader(sent.headers(), sent.value()).toEvent();

        assertThat(event.getId()).isEqualTo(GOLDEN.header("ce_id"));
        assertThat(event.getType()).isEqualTo("CommentCreated.v1");
        assertThat(event.getSource()).isEqualTo(URI.create("/comment-service"));
        assertThat(event.getSubject()).isEqualTo(GOLDEN.header("ce_subject"));
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-05-04T09:30:00.125Z"));
        assertThat(event.getExtension("sequence")).isEqualTo("1");
        assertThat(event.getDataContentType()).isEqualTo("application/json");
    }

    @Test
    void what_the_cloudevents_sdk_writes_is_read() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(GOLDEN.header("ce_id"))
                .withType("CommentCreated.v1")
                .withSource(URI.create("/comment-service"))
                .withSubject(GOLDEN.header("ce_subject"))
                .withTime(OffsetDateTime.parse("2026-05-04T09:30:00.125Z"))
                .withExtension("sequence", "1")
                .withExtension("correlationid", GOLDEN.header("ce_correlationid"))
                .withData("application/json", GOLDEN.value().toString().getBytes(UTF_8))
                .build();
        ProducerRecord<String, byte[]> sent = KafkaMessageFactory.<String>createWriter("comments", GOLDEN.key())
                .writeBinary(event);

        EventEnvelope read = CODEC.decode(new ConsumerRecord<>(
                "comments",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));

        assertThat(read.data()).isEqualTo(CODEC.decode(GOLDEN.received()).data());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CommentCreated.v2", "CommentCreated", "dev.reprise.events.CommentCreated", "\u0000"})
    void an_unknown_type_is_a_named_error(String type) {
        assertUndecodable(GOLDEN.withHeader("ce_type", type).received(), UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_specversion",
                "ce_id",
                "ce_type",
                "ce_source",
                "ce_subject",
                "ce_time",
                "ce_sequence",
                "ce_correlationid",
                "content-type"
            })
    void an_absent_attribute_is_a_named_error(String header) {
        assertUndecodable(GOLDEN.withoutHeader(header).received(), INVALID_ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion,0.3",
        "ce_id,one",
        "ce_subject,one",
        "ce_time,yesterday",
        "ce_sequence,0",
        "ce_sequence,1.5",
        "ce_sequence,99999999999999999999",
        "ce_correlationid,one",
        "ce_causationid,one",
        "content-type,text/plain"
    })
    void an_attribute_of_another_form_is_a_named_error(String header, String value) {
        assertUndecodable(GOLDEN.withHeader(header, value).received(), INVALID_ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "\"text\"",
                "{}",
                "{\"commentId\":\"one\"}",
                "{} {}",
                "{\"commentId\":null}"
            })
    void malformed_data_is_a_named_error(String data) {
        assertUndecodable(GOLDEN.received(data.getBytes(UTF_8)), MALFORMED_DATA);
    }

    @Test
    void a_status_that_does_not_exist_is_malformed_data() {
        ObjectNode changed = ((ObjectNode) GOLDEN.value().deepCopy()).put("status", "sideways");
        assertUndecodable(GOLDEN.withValue(changed).received(), MALFORMED_DATA);
    }

    @Test
    void an_event_under_another_topic_key_or_subject_is_misplaced() {
        assertUndecodable(GOLDEN.at("posts", GOLDEN.key()).received(), MISPLACED);
        assertUndecodable(GOLDEN.at("comments", "elsewhere").received(), MISPLACED);
        assertUndecodable(GOLDEN.withHeader("ce_subject", Ids.next().toString()).received(), MISPLACED);
    }

    @Test
    void the_error_of_malformed_data_does_not_quote_it() {
        assertThatThrownBy(() -> CODEC.decode(GOLDEN.received("{\"content\":\"secret\", !".getBytes(UTF_8))))
                .hasNoCause()
                .message()
                .doesNotContain("secret");
    }

    @Test
    void what_an_upcaster_fails_at_is_undecodable_and_not_quoted() {
        EventCodec codec = new EventCodec(EventRegistry.publishing()
                .upcaster("CommentCreated", 0, data -> {
                    throw new IllegalStateException("at " + data);
                })
                .build());
        ConsumerRecord<String, byte[]> received =
                GOLDEN.withHeader("ce_type", "CommentCreated.v0").received();

        assertThatThrownBy(() -> codec.decode(received))
                .hasNoCause()
                .hasMessage("an upcaster of CommentCreated failed with java.lang.IllegalStateException")
                .isInstanceOfSatisfying(
                        UndecodableEventException.class,
                        e -> assertThat(e.reason()).isEqualTo(NOT_LIFTED));
    }

    private static void assertUndecodable(ConsumerRecord<String, byte[]> received, Reason reason) {
        assertThatThrownBy(() -> CODEC.decode(received))
                .isInstanceOfSatisfying(
                        UndecodableEventException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
