package dev.reprise.events;

import static dev.reprise.events.UndecodableEventException.Reason.INVALID_ATTRIBUTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// The CloudEvents attributes in a record's headers. Of several headers of one name the last counts; names are
/// case-sensitive, as Kafka's are. Every event of a replay passes here, so the headers are gone through once, and only
/// what is asked for becomes text.
final class Attributes {

    private byte @Nullable [] specVersion;
    private byte @Nullable [] id;
    private byte @Nullable [] type;
    private byte @Nullable [] source;
    private byte @Nullable [] subject;
    private byte @Nullable [] time;
    private byte @Nullable [] sequence;
    private byte @Nullable [] correlationId;
    private byte @Nullable [] causationId;
    private byte @Nullable [] traceparent;
    private byte @Nullable [] contentType;

    Attributes(Headers headers) {
        for (Header header : headers) {
            byte[] value = header.value();
            if (value != null) {
                put(header.key(), value);
            }
        }
    }

    private void put(String name, byte[] value) {
        switch (name) {
            case "ce_specversion" -> specVersion = value;
            case "ce_id" -> id = value;
            case "ce_type" -> type = value;
            case "ce_source" -> source = value;
            case "ce_subject" -> subject = value;
            case "ce_time" -> time = value;
            case "ce_sequence" -> sequence = value;
            case "ce_correlationid" -> correlationId = value;
            case "ce_causationid" -> causationId = value;
            case "traceparent" -> traceparent = value;
            case "content-type" -> contentType = value;
            default -> {
                // Another extension: no business of ours.
            }
        }
    }

    void requireCloudEventsJson() {
        if (!"1.0".equals(text(specVersion))) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, "the record is not a CloudEvent 1.0");
        }
        if (!required("content-type", contentType).startsWith("application/json")) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, "the content type is not application/json");
        }
    }

    String type() {
        return required("ce_type", type);
    }

    UUID id() {
        return uuid("ce_id", id);
    }

    String source() {
        return required("ce_source", source);
    }

    UUID subject() {
        return uuid("ce_subject", subject);
    }

    UUID correlationId() {
        return uuid("ce_correlationid", correlationId);
    }

    @Nullable
    UUID causationId() {
        return causationId == null ? null : uuid("ce_causationid", causationId);
    }

    @Nullable
    String traceparent() {
        return text(traceparent);
    }

    long sequence() {
        try {
            long number = Long.parseLong(required("ce_sequence", sequence));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, "ce_sequence is not a number", e);
        }
        throw new UndecodableEventException(INVALID_ATTRIBUTE, "ce_sequence is not positive");
    }

    Instant time() {
        try {
            return InstantText.parse(required("ce_time", time));
        } catch (DateTimeParseException e) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, "ce_time is not an RFC 3339 time", e);
        }
    }

    private static UUID uuid(String name, byte @Nullable [] value) {
        try {
            return UUID.fromString(required(name, value));
        } catch (IllegalArgumentException e) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, name + " is not a UUID", e);
        }
    }

    private static String required(String name, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new UndecodableEventException(INVALID_ATTRIBUTE, name + " is absent");
        }
        return new String(value, UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, UTF_8);
    }
}
