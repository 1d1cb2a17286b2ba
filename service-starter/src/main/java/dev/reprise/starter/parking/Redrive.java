package dev.reprise.starter.parking;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What was asked for one parked lane, and what became of it. Kept for good.
///
/// @param id several lanes have the same one when all were asked for at once
/// @param by who asked
/// @param applied how many events were applied
/// @param events the first hundred of them
/// @param stoppedBy the event that could not be applied; absent when there was none
/// @param discarded what was thrown away; absent when nothing was
public record Redrive(
        UUID id,
        Lane lane,
        String by,
        Instant requestedAt,
        State state,
        long applied,
        List<EventPointer> events,
        @Nullable Poison stoppedBy,
        @Nullable Discarded discarded,
        @Nullable Instant endedAt) {

    /// How far it has come.
    public enum State {
        REQUESTED,
        RUNNING,
        /// Everything that waited was applied, or discarded; the key goes on.
        DONE,
        /// An event could not be applied; the key waits again.
        STOPPED
    }

    /// Events that were thrown away.
    ///
    /// @param first the event that had stopped the lane
    /// @param last the offset of the last one
    /// @param events how many
    public record Discarded(String reason, Poison first, long last, long events) {

        Document toDocument() {
            return new Document("reason", reason)
                    .append("first", first.toDocument())
                    .append("last", last)
                    .append("events", events);
        }

        static Discarded read(Document stored) {
            return new Discarded(
                    stored.getString("reason"),
                    Poison.read(stored.get("first", Document.class)),
                    stored.get("last", Number.class).longValue(),
                    stored.get("events", Number.class).longValue());
        }
    }

    public static Redrive requested(UUID id, ParkedKey key, String by, Instant now, @Nullable Discarded discarded) {
        return new Redrive(id, key.lane(), by, now, State.REQUESTED, 0, List.of(), null, discarded, null);
    }

    Document toDocument(long from) {
        return new Document("_id", RedriveStore.id(id, lane))
                .append("redrive", id.toString())
                .append("subscription", lane.subscription())
                .append("topic", lane.topic())
                .append("partition", lane.partition())
                .append("key", lane.key())
                .append("by", by)
                .append("requestedAt", Date.from(requestedAt))
                .append("state", state.name())
                .append("next", from)
                .append("applied", applied)
                .append("events", events.stream().map(EventPointer::toDocument).toList())
                .append("discarded", discarded == null ? null : discarded.toDocument());
    }

    static Redrive read(Document stored) {
        Document stopped = stored.get("stoppedBy", Document.class);
        Document discarded = stored.get("discarded", Document.class);
        Date ended = stored.getDate("endedAt");
        return new Redrive(
                UUID.fromString(stored.getString("redrive")),
                ParkedKey.readLane(stored),
                stored.getString("by"),
                stored.getDate("requestedAt").toInstant(),
                State.valueOf(stored.getString("state")),
                stored.get("applied", Number.class).longValue(),
                stored.getList("events", Document.class).stream()
                        .map(EventPointer::read)
                        .toList(),
                stopped == null ? null : Poison.read(stopped),
                discarded == null ? null : Discarded.read(discarded),
                ended == null ? null : ended.toInstant());
    }
}
