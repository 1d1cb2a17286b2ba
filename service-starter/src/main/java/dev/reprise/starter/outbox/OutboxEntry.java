package dev.reprise.starter.outbox;

import dev.reprise.events.EncodedEvent;
import java.util.List;
import org.bson.Document;

/// An event that waits in its aggregate's document, and its form there.
public record OutboxEntry(EncodedEvent event) {

    /// The array in an aggregate's document in which events wait, the oldest first.
    public static final String FIELD = "outbox";

    /// The entry as it is stored.
    public Document toDocument() {
        return new Document("id", event.id())
                .append("topic", event.topic())
                .append("key", event.key())
                .append("type", event.type())
                .append("source", event.source())
                .append("subject", event.subject())
                .append("sequence", event.sequence())
                .append("time", event.time())
                .append("correlationId", event.correlationId())
                .append("causationId", event.causationId())
                .append("traceparent", event.traceparent())
                .append("data", event.data());
    }

    /// The entries of an aggregate's document, in the order in which they must be published.
    static List<OutboxEntry> of(Document aggregate) {
        return aggregate.getList(FIELD, Document.class, List.of()).stream()
                .map(OutboxEntry::read)
                .toList();
    }

    private static OutboxEntry read(Document stored) {
        return new OutboxEntry(new EncodedEvent(
                stored.getString("topic"),
                stored.getString("key"),
                stored.getString("id"),
                stored.getString("type"),
                stored.getString("source"),
                stored.getString("subject"),
                stored.get("sequence", Number.class).longValue(),
                stored.getString("time"),
                stored.getString("correlationId"),
                stored.getString("causationId"),
                stored.getString("traceparent"),
                stored.getString("data")));
    }
}
