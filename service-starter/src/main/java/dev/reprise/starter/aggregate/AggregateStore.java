package dev.reprise.starter.aggregate;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.DomainEvent;
import dev.reprise.events.EncodedEvent;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.starter.outbox.OutboxEntry;
import dev.reprise.starter.outbox.OutboxRelay;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// The aggregates of one kind, each one document: `{_id, version, edition, state, outbox}`. A change and its
/// event are one write to that document, so neither can be lost without the other; the relay publishes the
/// event afterwards. Thread-safe, also between instances: a write that was decided on an outdated state changes
/// nothing and says so.
///
/// Any method throws Spring's [org.springframework.dao.DataAccessException] when the store can't be reached in time;
/// a write may then have happened or not. If it has, its event is published all the same.
///
/// @param <S> the state: a record that Spring Data can map
public final class AggregateStore<S> {

    /// How many events of one aggregate may wait for the broker: with the largest requests there are (64 KiB),
    /// its document stays below MongoDB's 16 MiB.
    public static final int MOST_WAITING = 200;

    private static final String LAST_WAITING = OutboxEntry.FIELD + "." + (MOST_WAITING - 1);

    private final MongoTemplate mongo;
    private final String collection;
    private final Class<S> stateClass;
    private final OutboxRelay relay;
    private final EventCodec codec;
    private final String source;

    AggregateStore(AggregateStores settings, String collection, Class<S> stateClass) {
        this.mongo = settings.mongo();
        this.relay = settings.relay();
        this.codec = settings.codec();
        this.source = settings.source();
        this.collection = collection;
        this.stateClass = stateClass;
    }

    /// The aggregate of that id, deleted ones included: whether it still exists is for its state to say.
    public Optional<Aggregate<S>> find(UUID id) {
        return find(Query.query(where("_id").is(id.toString()))).stream().findFirst();
    }

    /// Those of these ids that there are, in any order, deleted ones included.
    public List<Aggregate<S>> findAll(Collection<UUID> ids) {
        List<String> texts = ids.stream().map(UUID::toString).toList();
        return find(Query.query(where("_id").in(texts)));
    }

    /// At most `limit` aggregates that meet `filter` (on `state.…` fields), the newest id first.
    ///
    /// @param before the last id of the page before; absent for the first page
    public List<Aggregate<S>> newestFirst(Criteria filter, @Nullable UUID before, int limit) {
        Query query = new Query(filter).with(Sort.by("_id").descending()).limit(limit);
        return find(before == null ? query : query.addCriteria(where("_id").lt(before.toString())));
    }

    /// At most `limit` aggregates that meet `filter` (on `state.…` fields), the oldest id first.
    ///
    /// @param after the last id of the page before; absent for the first page
    public List<Aggregate<S>> oldestFirst(Criteria filter, @Nullable UUID after, int limit) {
        Query query = new Query(filter).with(Sort.by("_id").ascending()).limit(limit);
        return find(after == null ? query : query.addCriteria(where("_id").gt(after.toString())));
    }

    private List<Aggregate<S>> find(Query query) {
        query.fields().exclude(OutboxEntry.FIELD);
        return mongo.find(query, Document.class, collection).stream()
                .map(this::aggregate)
                .toList();
    }

    private Aggregate<S> aggregate(Document document) {
        return new Aggregate<>(
                UUID.fromString(document.getString("_id")),
                document.get("version", Number.class).longValue(),
                document.get("edition", Number.class).longValue(),
                mongo.getConverter().read(stateClass, document.get("state", Document.class)));
    }

    /// Writes a new aggregate of version 1 and its first event.
    ///
    /// @return false when an aggregate of that id was there already; it is then left as it is
    public boolean create(UUID id, S state, DomainEvent event, Cause cause) {
        OutboxEntry entry = entry(event, 1, cause);
        Document document =
                AggregateDocument.of(mongo.getConverter(), new Aggregate<>(id, 1, 1, state), List.of(entry));
        try {
            mongo.getCollection(collection).insertOne(document);
        } catch (RuntimeException e) {
            if (translated(e) instanceof DuplicateKeyException) {
                return false;
            }
            relay.lookFor(collection, id);
            throw translated(e);
        }
        relay.wake(collection, id, entry);
        return true;
    }

    /// Writes the next version of an aggregate and the event that tells of it.
    ///
    /// @return false when it was changed since it was read; nothing is written then
    /// @throws OutboxFullException when too many of its events are not published yet; nothing is written then
    public boolean replace(Aggregate<S> seen, S state, DomainEvent event, Cause cause) {
        OutboxEntry entry = entry(event, seen.version() + 1, cause);
        Update update =
                written(seen, state).set("version", seen.version() + 1).push(OutboxEntry.FIELD, entry.toDocument());
        try {
            if (update(unchanged(seen).and(LAST_WAITING).exists(false), update)) {
                relay.wake(collection, seen.id(), entry);
                return true;
            }
        } catch (DataAccessException unclear) {
            relay.lookFor(collection, seen.id());
            throw unclear;
        }
        if (mongo.exists(Query.query(unchanged(seen)), collection)) {
            throw new OutboxFullException(seen.id());
        }
        return false;
    }

    /// Writes what the service alone needs to know: no event, the same version.
    ///
    /// @return false when it was changed since it was read; nothing is written then
    public boolean amend(Aggregate<S> seen, S state) {
        return update(unchanged(seen), written(seen, state));
    }

    private Update written(Aggregate<S> seen, S state) {
        return new Update()
                .set("state", AggregateDocument.mapped(mongo.getConverter(), state))
                .set("edition", seen.edition() + 1);
    }

    /// Names the version as well: a store that changes documents in place may have shown the next edition beside it.
    private Criteria unchanged(Aggregate<S> seen) {
        return where("_id")
                .is(seen.id().toString())
                .and("edition")
                .is(seen.edition())
                .and("version")
                .is(seen.version());
    }

    private boolean update(Criteria condition, Update update) {
        return mongo.updateFirst(Query.query(condition), update, collection).getMatchedCount() == 1;
    }

    private OutboxEntry entry(DomainEvent event, long sequence, Cause cause) {
        EncodedEvent encoded = codec.encode(new EventEnvelope(
                Ids.next(),
                source,
                sequence,
                event.occurredAt(),
                cause.correlationId(),
                cause.eventId(),
                cause.traceparent(),
                event));
        return new OutboxEntry(encoded);
    }

    private RuntimeException translated(RuntimeException e) {
        RuntimeException known =
                mongo.getMongoDatabaseFactory().getExceptionTranslator().translateExceptionIfPossible(e);
        return known == null ? e : known;
    }
}
