package dev.reprise.starter.parking;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// What was asked for parked keys, with what became of it. Thread-safe; throws a `MongoException` when the store
/// is away.
public final class RedriveStore {

    private static final int LISTED = 100;

    private final MongoCollection<Document> documents;

    public RedriveStore(MongoTemplate mongo) {
        documents = mongo.getCollection("redrives");
    }

    /// @param from the first offset that is to be applied
    public void add(Redrive requested, long from) {
        documents.insertOne(requested.toDocument(from));
    }

    /// What was asked for could not be, because the key changed meanwhile.
    public void withdraw(UUID id, Lane lane) {
        documents.deleteOne(eq("_id", id(id, lane)));
    }

    /// All lanes of one; none when there is no such.
    public List<Redrive> find(UUID id) {
        return documents
                .find(and(gte("_id", id + "/"), lt("_id", id + "0")))
                .map(Redrive::read)
                .into(new ArrayList<>());
    }

    public Optional<Redrive> find(UUID id, Lane lane) {
        return Optional.ofNullable(
                documents.find(eq("_id", id(id, lane))).map(Redrive::read).first());
    }

    /// At most `limit`, the newest first.
    ///
    /// @param before the id and the lane of the last one of the page before
    public List<Redrive> page(@Nullable UUID before, @Nullable Lane lane, int limit) {
        Bson filter = before == null || lane == null ? gte("_id", "") : lt("_id", id(before, lane));
        return documents
                .find(filter)
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(Redrive::read)
                .into(new ArrayList<>());
    }

    /// What was discarded of a topic's events, by any subscription.
    public List<Redrive> discarding() {
        return documents.find(ne("discarded", null)).map(Redrive::read).into(new ArrayList<>());
    }

    /// Notes that events were applied; the same ones once, when they are told of again.
    ///
    /// @param from where they were read from
    /// @param next where the next are read from
    public void applied(UUID id, Lane lane, long from, long next, List<EventPointer> events) {
        Bson asSeen = and(eq("_id", id(id, lane)), eq("next", from));
        List<Bson> changes = new ArrayList<>(List.of(
                set("state", Redrive.State.RUNNING.name()), set("next", next), inc("applied", (long) events.size())));
        Document stored = documents.find(asSeen).first();
        if (stored != null) {
            int listed = stored.getList("events", Document.class).size();
            List<Document> more = events.stream()
                    .limit(Math.max(0, LISTED - listed))
                    .map(EventPointer::toDocument)
                    .toList();
            if (!more.isEmpty()) {
                changes.add(pushEach("events", more));
            }
            documents.updateOne(asSeen, combine(changes));
        }
    }

    /// Notes how it ended.
    ///
    /// @param stoppedBy the event that could not be applied; null when everything was
    public void ended(UUID id, Lane lane, @Nullable Poison stoppedBy, Instant now) {
        Redrive.State state = stoppedBy == null ? Redrive.State.DONE : Redrive.State.STOPPED;
        documents.updateOne(
                eq("_id", id(id, lane)),
                combine(
                        set("state", state.name()),
                        set("stoppedBy", stoppedBy == null ? null : stoppedBy.toDocument()),
                        set("endedAt", Date.from(now))));
    }

    static String id(UUID id, Lane lane) {
        return id + "/" + lane.id();
    }
}
