package dev.reprise.starter.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tools.jackson.databind.json.JsonMapper;

/// One record as a line of a recording.
///
/// @param timestamp the record's, in milliseconds since 1970
/// @param headers in their order
/// @param data the value: bytes that are UTF-8, as text
record RecordLine(
        String topic,
        int partition,
        long offset,
        long timestamp,
        String key,
        Map<String, String> headers,
        String data) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// @throws IllegalArgumentException for a record of which a line can't keep every byte
    static RecordLine of(ConsumerRecord<String, byte[]> read) {
        try {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : read.headers()) {
                if (headers.put(header.key(), text(header.value())) != null) {
                    throw new IllegalArgumentException(place(read) + " has two headers " + header.key());
                }
            }
            return new RecordLine(
                    read.topic(),
                    read.partition(),
                    read.offset(),
                    read.timestamp(),
                    requireNonNull(read.key()),
                    headers,
                    text(read.value()));
        } catch (CharacterCodingException | NullPointerException e) {
            throw new IllegalArgumentException(place(read) + " is no text", e);
        }
    }

    private static String place(ConsumerRecord<?, ?> read) {
        return read.topic() + "-" + read.partition() + "@" + read.offset();
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    static RecordLine parse(String line) {
        return JSON.readValue(line, RecordLine.class);
    }

    /// The line, without its end.
    String print() {
        return JSON.writeValueAsString(this);
    }

    ConsumerRecord<String, byte[]> received() {
        RecordHeaders recordHeaders = new RecordHeaders();
        headers.forEach((name, text) -> recordHeaders.add(name, text.getBytes(UTF_8)));
        byte[] value = data.getBytes(UTF_8);
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                value.length,
                key,
                value,
                recordHeaders,
                Optional.empty());
    }
}
