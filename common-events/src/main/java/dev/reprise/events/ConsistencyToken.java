package dev.reprise.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Names one write, so that a reader can wait until it is visible: opaque to clients, meaningful to every instance and
/// after every rebuild, because it holds no offset. It grants nothing and is not signed.
///
/// @param topic where the write's event is published
/// @param key the event's key
/// @param subject the aggregate that was written
/// @param sequence the aggregate's version after the write, at least 1
public record ConsistencyToken(Topic topic, UUID key, UUID subject, long sequence) {

    /// The HTTP header that carries a token, on the answer to a write and on a later read.
    public static final String HEADER = "Consistency-Token";

    private static final int MOST_CHARACTERS = 200;

    /// The token of the write that `event` tells of.
    public static ConsistencyToken of(Topic topic, DomainEvent event, long sequence) {
        return new ConsistencyToken(topic, event.key(), event.subject(), sequence);
    }

    /// The text for the header: URL-safe Base64 without padding.
    public String encode() {
        String plain = topic.wireName() + ":" + key + ":" + subject + ":" + sequence;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    /// The token that `text` stands for; empty when it is none.
    public static Optional<ConsistencyToken> decode(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(":", -1);
            return parts.length == 4 ? of(parts) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConsistencyToken> of(String[] parts) {
        long sequence = Long.parseLong(parts[3]);
        return Topic.ofWireName(parts[0])
                .flatMap(topic -> Ids.parse(parts[1])
                        .flatMap(key -> Ids.parse(parts[2])
                                .filter(subject -> sequence > 0)
                                .map(subject -> new ConsistencyToken(topic, key, subject, sequence))));
    }
}
