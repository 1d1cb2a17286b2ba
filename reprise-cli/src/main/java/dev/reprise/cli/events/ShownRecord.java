package dev.reprise.cli.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.UndecodableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One record as it is shown: an event, or something that is none.
///
/// @param received when the broker received it, RFC 3339
/// @param headers all of them as text, the last of a name
/// @param data the value: JSON as it is, anything else as text; masked unless asked for
/// @param noEvent why it is no event; absent when it is one
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownRecord(
        String topic,
        int partition,
        long offset,
        String received,
        @Nullable String key,
        Map<String, String> headers,
        @JsonInclude(JsonInclude.Include.ALWAYS) JsonNode data,
        @Nullable NoEvent noEvent) {
    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    /// @param reason of [UndecodableEventException]
    record NoEvent(UndecodableEventException.Reason reason, String message) {
        /// Why the record is no event; null when it is one.
        static @Nullable NoEvent of(ConsumerRecord<String, byte[]> read) {
            try {
                CODEC.decode(read);
                return null;
            } catch (UndecodableEventException e) {
                return new NoEvent(e.reason(), String.valueOf(e.getMessage()));
            }
        }
    }

    static ShownRecord of(ConsumerRecord<String, byte[]> read, boolean showPayload) {
        return new ShownRecord(
                read.topic(),
                read.partition(),
                read.offset(),
                Instant.ofEpochMilli(read.timestamp()).toString(),
                read.key(),
                headers(read),
                Payload.of(read.value(), showPayload),
                NoEvent.of(read));
    }

    static Map<String, String> headers(ConsumerRecord<?, ?> read) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : read.headers()) {
            byte[] value = header.value();
            headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
        }
        return headers;
    }

    /// `posts-7@12`, as it stands in logs.
    String position() {
        return topic + "-" + partition + "@" + offset;
    }

    String header(String name) {
        return headers.getOrDefault(name, "-");
    }
}
