package dev.reprise.starter.parking;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A lane that waits: the event that stopped it, and how far the events behind it reach. They are not listed;
/// what is on the topic from `from` to `last` under the lane's key is what waits, so that this stays small
/// however many come.
///
/// @param poison the event that stopped the lane
/// @param from the offset of the first event that waits; what stands before it has been applied or discarded
/// @param last the offset of the last event that waits
/// @param events how many wait, the first one included
/// @param order what was asked for and not done yet; absent when nothing was
public record ParkedKey(
        Lane lane,
        Poison poison,
        long from,
        long last,
        long events,
        Instant parkedAt,
        @Nullable Order order) {

    /// That waiting events be applied again.
    ///
    /// @param redrive which one asked
    /// @param eventsPerSecond at most that many
    public record Order(UUID redrive, int eventsPerSecond) {

        Document toDocument() {
            return new Document("redrive", redrive.toString()).append("eventsPerSecond", eventsPerSecond);
        }

        static Order read(Document stored) {
            return new Order(UUID.fromString(stored.getString("redrive")), stored.getInteger("eventsPerSecond"));
        }
    }

    /// The same key with one more event that waits.
    public ParkedKey through(long offset) {
        return new ParkedKey(lane, poison, from, offset, events + 1, parkedAt, order);
    }

    Document toDocument() {
        return new Document("_id", lane.id())
                .append("subscription", lane.subscription())
                .append("topic", lane.topic())
                .append("partition", lane.partition())
                .append("key", lane.key())
                .append("poison", poison.toDocument())
                .append("from", from)
                .append("last", last)
                .append("events", events)
                .append("parkedAt", Date.from(parkedAt))
                .append("order", order == null ? null : order.toDocument());
    }

    static ParkedKey read(Document stored) {
        Document order = stored.get("order", Document.class);
        return new ParkedKey(
                readLane(stored),
                Poison.read(stored.get("poison", Document.class)),
                stored.get("from", Number.class).longValue(),
                stored.get("last", Number.class).longValue(),
                stored.get("events", Number.class).longValue(),
                stored.getDate("parkedAt").toInstant(),
                order == null ? null : Order.read(order));
    }

    static Lane readLane(Document stored) {
        return new Lane(
                stored.getString("subscription"),
                stored.getString("topic"),
                stored.getInteger("partition"),
                stored.getString("key"));
    }
}
