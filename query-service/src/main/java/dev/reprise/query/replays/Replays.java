package dev.reprise.query.replays;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// All replays there have been. Every change of a state is conditional on the state before, so that a
/// cancellation and a coordinator that goes on can't both have their way. Thread-safe.
@Component
class Replays {

    private static final List<String> UNDER_WAY = Arrays.stream(State.values())
            .filter(State::isUnderWay)
            .map(State::name)
            .toList();

    private final MongoCollection<Document> documents;

    Replays(MongoTemplate mongo) {
        documents = mongo.getCollection("replays");
    }

    void add(Replay replay) {
        documents.insertOne(replay.toDocument());
    }

    Optional<Replay> find(UUID id) {
        return Optional.ofNullable(documents.find(id(id)).first()).map(Replay::read);
    }

    /// At most `limit` replays, the newest first.
    List<Replay> newest(int limit) {
        return documents
                .find()
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(Replay::read)
                .into(new ArrayList<>());
    }

    /// @return false when the replay is not in that state any more
    boolean start(UUID id, Instant now) {
        return move(id, State.PLANNED, State.REPLAYING, set("startedAt", Date.from(now)));
    }

    /// @return false when the replay is not in that state any more
    boolean catchUp(UUID id) {
        return move(id, State.REPLAYING, State.CATCHING_UP);
    }

    /// A model of a part of history is complete.
    ///
    /// @return false when the replay is not in that state any more
    boolean complete(UUID id, Advance advance, Instant now) {
        return move(
                id, State.REPLAYING, State.READY, set("advance", advance.toDocument()), set("readyAt", Date.from(now)));
    }

    /// @return false when the replay is not in that state any more
    boolean ready(UUID id, Advance advance, Compared compared, Instant now) {
        return move(
                id,
                State.CATCHING_UP,
                State.READY,
                set("advance", advance.toDocument()),
                set("readyAt", Date.from(now)),
                set("compared", compared.toDocument()));
    }

    /// Ends a replay that is under way.
    ///
    /// @return false when it has ended already
    boolean fail(UUID id, String reason, Instant now) {
        return end(id, State.FAILED, set("reason", reason), set("endedAt", Date.from(now)));
    }

    /// Ends a replay that is under way.
    ///
    /// @return false when it has ended already
    boolean cancel(UUID id, Instant now) {
        return end(id, State.CANCELED, set("endedAt", Date.from(now)));
    }

    /// Notes how far it is.
    ///
    /// @return false when the replay has ended, so that there is nothing to go on with
    boolean advanced(UUID id, Advance advance) {
        return documents
                        .updateOne(and(id(id), in("state", UNDER_WAY)), set("advance", advance.toDocument()))
                        .getMatchedCount()
                == 1;
    }

    private boolean move(UUID id, State from, State to, Bson... more) {
        return update(and(id(id), eq("state", from.name())), to, more);
    }

    private boolean end(UUID id, State to, Bson... more) {
        return update(and(id(id), in("state", UNDER_WAY)), to, more);
    }

    private boolean update(Bson expected, State to, Bson... more) {
        Bson state = set("state", to.name());
        return documents.updateOne(expected, combine(state, combine(more))).getMatchedCount() == 1;
    }

    private static Bson id(UUID id) {
        return eq("_id", id.toString());
    }
}
