package dev.reprise.events;

import static dev.reprise.events.UndecodableEventException.Reason.MALFORMED_DATA;
import static dev.reprise.events.UndecodableEventException.Reason.MISPLACED;
import static dev.reprise.events.UndecodableEventException.Reason.NOT_LIFTED;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.events.EventRegistry.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/// Writes and reads events as Kafka records by the CloudEvents 1.0 Kafka protocol binding, binary content mode
/// (attributes in `ce_…` headers, JSON data in the value). Thread-safe.
///
/// Unknown headers and unknown JSON fields are ignored on read, so that adding an optional one is compatible.
public final class EventCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantReading()))
            .build();

    private final EventRegistry registry;
    private final Map<Class<? extends DomainEvent>, ObjectReader> readers = new HashMap<>();

    public EventCodec(EventRegistry registry) {
        this.registry = registry;
        registry.types().forEach(type -> readers.put(type.dataClass(), JSON.readerFor(type.dataClass())));
    }

    /// The event as text, ready for an outbox.
    public EncodedEvent encode(EventEnvelope event) {
        EventType type = registry.typeOf(event.data());
        UUID causation = event.causationId();
        return new EncodedEvent(
                type.topic().wireName(),
                event.data().key().toString(),
                event.id().toString(),
                type.wireName(),
                event.source(),
                event.subject().toString(),
                event.sequence(),
                event.time().toString(),
                event.correlationId().toString(),
                causation == null ? null : causation.toString(),
                event.traceparent(),
                text(event.data()));
    }

    /// By way of bytes, for which half of a surrogate pair is escaped: as a character of a string it would be lost
    /// when the text is stored or sent.
    private static String text(DomainEvent data) {
        return new String(JSON.writeValueAsBytes(data), UTF_8);
    }

    /// The record to send. The partition is left to the producer's default, the hash of the key.
    public static ProducerRecord<String, byte[]> toRecord(EncodedEvent event) {
        var sent = new ProducerRecord<>(event.topic(), event.key(), event.data().getBytes(UTF_8));
        Headers headers = sent.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id());
        put(headers, "ce_type", event.type());
        put(headers, "ce_source", event.source());
        put(headers, "ce_subject", event.subject());
        put(headers, "ce_time", event.time());
        put(headers, "ce_sequence", Long.toString(event.sequence()));
        put(headers, "ce_correlationid", event.correlationId());
        put(headers, "ce_causationid", event.causationId());
        put(headers, "traceparent", event.traceparent());
        put(headers, "content-type", "application/json");
        return sent;
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    /// The event in a record, lifted to the current version of its type.
    ///
    /// @throws UndecodableEventException when it is no event of this contract, or stands under a topic, key or
    ///     subject that is not its own
    public EventEnvelope decode(ConsumerRecord<String, byte[]> received) {
        Attributes attributes = new Attributes(received.headers());
        attributes.requireCloudEventsJson();
        Reading reading = registry.reading(attributes.type());
        DomainEvent data = data(reading, received.value());
        requirePlace(received, reading.type(), attributes, data);
        return new EventEnvelope(
                attributes.id(),
                attributes.source(),
                attributes.sequence(),
                attributes.time(),
                attributes.correlationId(),
                attributes.causationId(),
                attributes.traceparent(),
                data);
    }

    private DomainEvent data(Reading reading, byte @Nullable [] value) {
        if (value == null) {
            throw new UndecodableEventException(MALFORMED_DATA, "the record has no value");
        }
        Class<? extends DomainEvent> dataClass = reading.type().dataClass();
        try {
            DomainEvent data = reading.upcasters().isEmpty()
                    ? reader(dataClass).readValue(value)
                    : JSON.treeToValue(lifted(reading, value), dataClass);
            if (data == null) {
                throw new UndecodableEventException(MALFORMED_DATA, "the value is null");
            }
            return data;
        } catch (JacksonException e) {
            // The exception's own message quotes the data, which may be private: it stays out of ours.
            throw new UndecodableEventException(
                    MALFORMED_DATA,
                    "the value is not the JSON of " + reading.type().wireName());
        }
    }

    private ObjectReader reader(Class<? extends DomainEvent> dataClass) {
        ObjectReader reader = readers.get(dataClass);
        if (reader == null) {
            throw new IllegalStateException("no reader for " + dataClass);
        }
        return reader;
    }

    private static ObjectNode lifted(Reading reading, byte[] value) {
        if (!(JSON.readTree(value) instanceof ObjectNode node)) {
            throw new UndecodableEventException(MALFORMED_DATA, "the value is not a JSON object");
        }
        try {
            for (Upcaster upcaster : reading.upcasters()) {
                node = upcaster.lift(node);
            }
        } catch (RuntimeException e) {
            // Neither its message nor its trace are kept: they may quote the data.
            throw new UndecodableEventException(
                    NOT_LIFTED,
                    "an upcaster of " + reading.type().name() + " failed with "
                            + e.getClass().getName());
        }
        return node;
    }

    private static void requirePlace(
            ConsumerRecord<String, byte[]> received, EventType type, Attributes attributes, DomainEvent data) {
        if (!received.topic().equals(type.topic().wireName())) {
            throw new UndecodableEventException(MISPLACED, type.wireName() + " does not belong on this topic");
        }
        if (!data.key().toString().equals(received.key())) {
            throw new UndecodableEventException(MISPLACED, "the record's key is not that of its data");
        }
        if (!data.subject().equals(attributes.subject())) {
            throw new UndecodableEventException(MISPLACED, "ce_subject is not that of the data");
        }
    }
}
