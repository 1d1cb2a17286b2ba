package dev.reprise.starter.parking;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Where a record stands on its topic, and what its headers say it is; never its data. What a record does not
/// say, or says in more than 200 characters, is absent.
///
/// @param id `ce_id`
/// @param type `ce_type`
/// @param subject `ce_subject`
/// @param sequence `ce_sequence`
public record EventPointer(
        long offset,
        @Nullable String id,
        @Nullable String type,
        @Nullable String subject,
        @Nullable String sequence) {

    private static final int MOST_CHARACTERS = 200;

    public static EventPointer to(ConsumerRecord<String, ?> received) {
        return new EventPointer(
                received.offset(),
                header(received, "ce_id"),
                header(received, "ce_type"),
                header(received, "ce_subject"),
                header(received, "ce_sequence"));
    }

    private static @Nullable String header(ConsumerRecord<String, ?> received, String name) {
        Header header = received.headers().lastHeader(name);
        return header == null || header.value() == null || header.value().length > MOST_CHARACTERS
                ? null
                : new String(header.value(), UTF_8);
    }

    Document toDocument() {
        return new Document("offset", offset)
                .append("id", id)
                .append("type", type)
                .append("subject", subject)
                .append("sequence", sequence);
    }

    static EventPointer read(Document stored) {
        return new EventPointer(
                stored.get("offset", Number.class).longValue(),
                stored.getString("id"),
                stored.getString("type"),
                stored.getString("subject"),
                stored.getString("sequence"));
    }
}
