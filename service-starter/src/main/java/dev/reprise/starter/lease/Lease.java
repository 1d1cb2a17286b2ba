package dev.reprise.starter.lease;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Says which instance does some work. One that dies loses the lease [#TIME] after it last renewed it. Two may
/// believe to have it, because a clock is wrong or one was suspended: the work has to be such that doing it twice does
/// no harm. Thread-safe.
public final class Lease {

    public static final Duration TIME = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final MongoCollection<Document> documents;
    private final String work;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();

    /// @param work names it; every instance of the service by the same name
    public Lease(MongoTemplate mongo, String work, Clock clock) {
        documents = mongo.getCollection("leases");
        this.work = work;
        this.clock = clock;
    }

    /// Takes the lease, or keeps it.
    ///
    /// @return false when another instance has it
    public boolean hold() {
        Instant now = clock.instant();
        Bson free = and(eq("_id", work), or(eq("holder", holder), lt("until", Date.from(now))));
        Bson mine = combine(set("holder", holder), set("until", Date.from(now.plus(TIME))));
        try {
            documents.updateOne(free, mine, new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /// Lets another instance go on at once, or, where the store is away, when the lease has run out.
    public void giveUp() {
        try {
            documents.deleteOne(and(eq("_id", work), eq("holder", holder)));
        } catch (RuntimeException e) {
            LOG.info("the lease is left to run out: {}", e.toString());
        }
    }
}
