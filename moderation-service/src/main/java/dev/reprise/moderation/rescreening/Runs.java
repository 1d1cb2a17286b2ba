package dev.reprise.moderation.rescreening;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.reprise.moderation.rescreening.Run.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.stereotype.Component;

/// The previews and rescreens, as far as they are kept. Those under way also stand in a collection of their own,
/// so that looking for work costs nothing when there is none. Every change of a state is conditional on the
/// state before. Thread-safe, also between instances.
@Component
class Runs {

    static final int MOST_UNDER_WAY = 10;
    private static final int KEPT = 50;

    private static final List<String> UNDER_WAY = Arrays.stream(RunState.values())
            .filter(RunState::isUnderWay)
            .map(RunState::name)
            .toList();

    private final MongoCollection<Document> documents;
    private final MongoCollection<Document> underWay;
    private final MongoConverter converter;
    private final Changes changes;
    private final Clock clock;

    Runs(MongoTemplate mongo, Changes changes, Clock clock) {
        documents = mongo.getCollection("runs");
        underWay = mongo.getCollection("runs_under_way");
        converter = mongo.getConverter();
        this.changes = changes;
        this.clock = clock;
    }

    /// Adds one that waits for its turn, and forgets the oldest that have ended.
    ///
    /// @return false when too many are under way already
    boolean add(Run run) {
        if (underWay.countDocuments() >= MOST_UNDER_WAY) {
            return false;
        }
        forgetOld();
        documents.insertOne(toDocument(run));
        underWay.insertOne(new Document("_id", run.id().toString()));
        return true;
    }

    private void forgetOld() {
        List<Document> old =
                documents.find().sort(Sorts.descending("_id")).skip(KEPT).into(new ArrayList<>());
        for (Document document : old) {
            Run run = read(document);
            if (!run.state().isUnderWay()) {
                changes.forget(run.id());
                documents.deleteOne(id(run.id()));
            }
        }
    }

    Optional<Run> find(UUID id) {
        return Optional.ofNullable(documents.find(id(id)).first()).map(this::read);
    }

    Optional<Run> find(UUID id, Kind kind) {
        return find(id).filter(run -> run.kind() == kind);
    }

    /// The one to work on: the oldest that is under way.
    Optional<Run> next() {
        for (Document waiting : underWay.find().sort(Sorts.ascending("_id"))) {
            UUID id = UUID.fromString(waiting.getString("_id"));
            Optional<Run> run = find(id).filter(found -> found.state().isUnderWay());
            if (run.isPresent()) {
                return run;
            }
            underWay.deleteOne(id(id)); // It ended, and the process died before this.
        }
        return Optional.empty();
    }

    /// Notes how far it is.
    ///
    /// @return false when it has ended, so that there is nothing to go on with
    boolean advanced(UUID id, Tally tally) {
        return update(id, RunState.RUNNING, tally, null);
    }

    /// Ends a run that is under way.
    ///
    /// @param tally absent to leave the one that was noted
    /// @return false when it had ended already
    boolean end(UUID id, RunState state, @Nullable Tally tally, @Nullable String reason) {
        boolean ended = update(id, state, tally, reason);
        underWay.deleteOne(id(id));
        return ended;
    }

    private boolean update(UUID id, RunState state, @Nullable Tally tally, @Nullable String reason) {
        List<Bson> sets = new ArrayList<>(List.of(set("state", state.name())));
        if (tally != null) {
            sets.add(set("tally", written(tally)));
        }
        if (reason != null) {
            sets.add(set("reason", reason));
        }
        if (!state.isUnderWay()) {
            sets.add(set("endedAt", Date.from(clock.instant())));
        }
        return documents
                        .updateOne(and(id(id), in("state", UNDER_WAY)), combine(sets))
                        .getMatchedCount()
                == 1;
    }

    private static Bson id(UUID id) {
        return eq("_id", id.toString());
    }

    private Document written(Tally tally) {
        Document document = new Document();
        converter.write(tally, document);
        return document;
    }

    private Document toDocument(Run run) {
        return new Document("_id", run.id().toString())
                .append("kind", run.kind().name())
                .append("state", run.state().name())
                .append("rules", run.rules().stream().map(Document::new).toList())
                .append("policyVersion", run.policyVersion())
                .append("preview", run.preview() == null ? null : run.preview().toString())
                .append("changesPerSecond", run.changesPerSecond())
                .append("requestedBy", run.requestedBy())
                .append("createdAt", Date.from(run.createdAt()))
                .append("tally", written(run.tally()));
    }

    private Run read(Document stored) {
        String preview = stored.getString("preview");
        Date endedAt = stored.getDate("endedAt");
        return new Run(
                UUID.fromString(stored.getString("_id")),
                Kind.valueOf(stored.getString("kind")),
                RunState.valueOf(stored.getString("state")),
                List.copyOf(stored.getList("rules", Document.class)),
                stored.get("policyVersion", Number.class).longValue(),
                preview == null ? null : UUID.fromString(preview),
                stored.getInteger("changesPerSecond"),
                stored.getString("requestedBy"),
                stored.getDate("createdAt").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                stored.getString("reason"),
                converter.read(Tally.class, stored.get("tally", Document.class)));
    }
}
