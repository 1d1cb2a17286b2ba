package dev.reprise.starter.parking;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The parked keys of a service, in its own database. Every change is one write of one document, on the
/// condition that it still is as it was seen; so of two instances that are at the same key one has to look
/// again. Thread-safe; throws a `MongoException` when the store is away.
public final class ParkedKeyStore {

    private final MongoCollection<Document> parked;
    private final MongoCollection<Document> orders;

    public ParkedKeyStore(MongoTemplate mongo) {
        parked = mongo.getCollection("parked");
        orders = mongo.getCollection("parked-orders");
    }

    /// How many keys are parked, and how many events wait in them.
    public record Totals(long keys, long events) {}

    public Totals totals(String subscription) {
        long[] totals = {0, 0};
        parked.find(of(subscription)).projection(Projections.include("events")).forEach(stored -> {
            totals[0]++;
            totals[1] += stored.get("events", Number.class).longValue();
        });
        return new Totals(totals[0], totals[1]);
    }

    /// All of a subscription.
    public List<ParkedKey> all(String subscription) {
        return parked.find(of(subscription)).map(ParkedKey::read).into(new ArrayList<>());
    }

    public Optional<ParkedKey> find(Lane lane) {
        return Optional.ofNullable(
                parked.find(itself(lane)).map(ParkedKey::read).first());
    }

    /// What is parked under a key. Looks at all there is: it is for people.
    public List<ParkedKey> withKey(String key) {
        return parked.find(eq("key", key))
                .sort(Sorts.ascending("_id"))
                .map(ParkedKey::read)
                .into(new ArrayList<>());
    }

    /// At most `limit`, in the order of subscription, topic, partition and key.
    ///
    /// @param after the last one of the page before
    public List<ParkedKey> page(
            @Nullable String subscription, @Nullable String topic, @Nullable Lane after, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(after == null ? gte("_id", "") : gt("_id", after.id()));
        if (subscription != null) {
            filters.add(eq("subscription", subscription));
        }
        if (topic != null) {
            filters.add(eq("topic", topic));
        }
        return parked.find(and(filters))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(ParkedKey::read)
                .into(new ArrayList<>());
    }

    /// Parks a lane.
    ///
    /// @return false when it is parked already; nothing has changed then
    public boolean park(ParkedKey key) {
        try {
            parked.insertOne(key.toDocument());
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// Lets events wait behind those that do.
    ///
    /// @param last the offset of the last of them
    /// @return false when the key is not as it was seen, or parked no longer
    public boolean queue(ParkedKey seen, long last, long events) {
        return update(and(itself(seen.lane()), eq("last", seen.last())), set("last", last), inc("events", events));
    }

    /// The first events that waited have been applied.
    ///
    /// @param from the first offset that may still wait
    /// @return false when another instance was at it
    public boolean applied(ParkedKey seen, long from, long events) {
        return update(asSeen(seen), set("from", from), inc("events", -events));
    }

    /// An event that waited could not be applied: it is what stops the lane now, and the order is done.
    ///
    /// @return false when another instance was at it
    public boolean stopped(ParkedKey seen, Poison poison) {
        return update(
                asSeen(seen),
                set("from", poison.event().offset()),
                set("poison", poison.toDocument()),
                set("order", null));
    }

    /// Nothing waits any more: the lane goes on.
    ///
    /// @return false when something came meanwhile
    public boolean goOn(ParkedKey seen) {
        return parked.deleteOne(and(asSeen(seen), eq("last", seen.last()))).getDeletedCount() == 1;
    }

    /// Asks whoever reads the lane to apply what waits.
    ///
    /// @param from the first offset to apply: that of the first event, or the one after it, which is discarded
    ///     then
    /// @return false when the key is not as it was seen, or something was asked for already
    public boolean order(ParkedKey seen, long from, ParkedKey.Order order) {
        boolean ordered = update(
                and(asSeen(seen), eq("order", null)),
                set("from", from),
                inc("events", from > seen.from() ? -1L : 0L),
                set("order", order.toDocument()));
        if (ordered) {
            tell(seen.lane().subscription());
        }
        return ordered;
    }

    /// Discards all that waits.
    ///
    /// @return false when the key is not as it was seen, or something was asked for already
    public boolean discard(ParkedKey seen) {
        Bson unchanged = and(asSeen(seen), eq("last", seen.last()), eq("order", null));
        boolean discarded = parked.deleteOne(unchanged).getDeletedCount() == 1;
        if (discarded) {
            tell(seen.lane().subscription());
        }
        return discarded;
    }

    /// Forgets all of a subscription that nobody reads any more.
    public void forget(String subscription) {
        parked.deleteMany(of(subscription));
        orders.deleteOne(eq("_id", subscription));
    }

    /// Grows whenever something was asked for: a cheap way for consumers to learn of it.
    public long orders(String subscription) {
        Document stored = orders.find(eq("_id", subscription)).first();
        return stored == null ? 0 : stored.get("count", Number.class).longValue();
    }

    private void tell(String subscription) {
        orders.updateOne(eq("_id", subscription), inc("count", 1L), new UpdateOptions().upsert(true));
    }

    private boolean update(Bson expected, Bson... changes) {
        return parked.updateOne(expected, combine(changes)).getMatchedCount() == 1;
    }

    private static Bson asSeen(ParkedKey seen) {
        return and(itself(seen.lane()), eq("from", seen.from()));
    }

    private static Bson itself(Lane lane) {
        return eq("_id", lane.id());
    }

    /// All ids of a subscription, as a walk along the ids.
    private static Bson of(String subscription) {
        return and(gte("_id", Lane.prefix(subscription)), lt("_id", subscription + "0"));
    }
}
