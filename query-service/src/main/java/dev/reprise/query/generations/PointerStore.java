package dev.reprise.query.generations;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import dev.reprise.query.generations.Pointer.Candidate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// The document that says which generation is served. Every change is one conditional write to it, so that of two
/// that exclude each other one wins, whichever instances they come from. Thread-safe; throws a `MongoException`
/// when the store is away.
@Component
public class PointerStore {

    private static final Bson ITSELF = eq("_id", "pointer");

    private final MongoCollection<Document> documents;

    public PointerStore(MongoTemplate mongo) {
        documents = mongo.getCollection("model");
    }

    /// The pointer as it stands; in an empty database generation 1 becomes the live one.
    public Pointer read(Instant now) {
        Document stored = documents.find(ITSELF).first();
        return stored == null ? first(now) : Pointer.read(stored);
    }

    private Pointer first(Instant now) {
        try {
            documents.insertOne(new Document("_id", "pointer")
                    .append("live", 1)
                    .append("since", Date.from(now))
                    .append("previous", null)
                    .append("candidate", null)
                    .append("kept", List.of())
                    .append("last", 1)
                    .append("switches", List.of()));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Another instance was faster.
        }
        Document stored = documents.find(ITSELF).first();
        if (stored == null) {
            throw new IllegalStateException("the pointer vanished while it was read");
        }
        return Pointer.read(stored);
    }

    /// Gives a replay the next generation to build.
    ///
    /// @return null when another replay has its own under way
    public @Nullable Candidate claim(UUID replay, Instant now) {
        Pointer seen = read(now);
        while (seen.candidate() == null) {
            int next = seen.last() + 1;
            Document candidate = new Document("generation", next)
                    .append("replay", replay.toString())
                    .append("following", false)
                    .append("since", Date.from(now));
            Bson unchanged = and(ITSELF, eq("candidate", null), eq("last", seen.last()));
            if (update(unchanged, set("last", next), set("candidate", candidate))) {
                return new Candidate(next, replay, false, now);
            }
            seen = read(now);
        }
        return null;
    }

    /// Lets every instance follow the replay's generation.
    ///
    /// @return false when it is no longer the candidate
    public boolean follow(UUID replay) {
        return update(and(ITSELF, candidate(replay)), set("candidate.following", true));
    }

    /// Makes the replay's generation the live one.
    ///
    /// @param until how long the one before is kept
    /// @return false when the generation or the live one has changed meanwhile; nothing is switched then
    public boolean cutOver(Switch to, Instant until) {
        return update(
                and(ITSELF, candidate(to.replay()), eq("live", to.from())),
                set("live", to.to()),
                set("since", Date.from(to.at())),
                set("previous", new Document("generation", to.from()).append("until", Date.from(until))),
                set("candidate", null),
                push("switches", to.toDocument()));
    }

    /// Makes the generation before the live one again; the one that goes is kept in its place.
    ///
    /// @return false when either has changed meanwhile; nothing is switched then
    public boolean rollBack(Switch back, Instant until) {
        return update(
                and(ITSELF, eq("live", back.from()), eq("previous.generation", back.to())),
                set("live", back.to()),
                set("since", Date.from(back.at())),
                set("previous", new Document("generation", back.from()).append("until", Date.from(until))),
                push("switches", back.toDocument()));
    }

    /// Gives up the replay's generation.
    public void release(UUID replay) {
        update(and(ITSELF, candidate(replay)), set("candidate", null));
    }

    /// Keeps the replay's generation, which is a model of a part of history, until [#forget].
    public boolean keep(UUID replay, int generation) {
        return update(and(ITSELF, candidate(replay)), set("candidate", null), push("kept", generation));
    }

    /// Gives up a generation that was kept.
    public void forget(int generation) {
        update(ITSELF, pull("kept", generation));
    }

    /// Gives up the generation before the live one, once its time is over. There is no rolling back from then on.
    public void forgetPrevious(Pointer.Previous previous) {
        update(
                and(
                        ITSELF,
                        eq("previous.generation", previous.generation()),
                        eq("previous.until", Date.from(previous.until()))),
                set("previous", null));
    }

    private static Bson candidate(UUID replay) {
        return eq("candidate.replay", replay.toString());
    }

    private boolean update(Bson expected, Bson... changes) {
        return documents.updateOne(expected, combine(changes)).getMatchedCount() == 1;
    }
}
