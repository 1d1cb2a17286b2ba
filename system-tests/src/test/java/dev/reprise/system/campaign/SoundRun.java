package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import dev.reprise.system.campaign.History.Attempt;
import dev.reprise.system.campaign.History.Kind;
import dev.reprise.system.campaign.History.Order;
import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Seen;
import dev.reprise.system.campaign.History.Write;
import dev.reprise.system.campaign.Remains.Kept;
import dev.reprise.system.campaign.Remains.Rebuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A small run in which all is well, open to be spoilt: one of everything that a campaign has. Its lists and maps may
/// be changed before it is checked.
final class SoundRun {

    static final UUID POST = id(1);
    static final UUID DELETED_POST = id(2);
    static final UUID COMMENT = id(3);
    static final UUID REJECTED = id(4);
    static final UUID ORPHAN = id(5);
    static final UUID TASK = id(6);

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    final List<Told> told = new ArrayList<>();
    final List<Write> writes = new ArrayList<>();
    final List<Read> reads = new ArrayList<>();
    final List<Rebuild> rebuilds = new ArrayList<>();
    final Map<Topic, Map<UUID, Kept>> kept = new EnumMap<>(Topic.class);
    Model model;
    private int lastId = 100;

    SoundRun() {
        post();
        deletedPost();
        comment();
        task();
        writes.add(write(Kind.EDIT_POST, "refused", POST, new Attempt(Outcome.REFUSED, 412, null)));
        writes.add(write(Kind.DELETE_COMMENT, "", COMMENT, new Attempt(Outcome.REFUSED, 403, null)));
        writes.add(write(Kind.EDIT_POST, "never arrived", POST, new Attempt(Outcome.UNKNOWN, 0, null)));
        rebuilds.add(new Rebuild("dry run", "ready", 6, 0));
        model = folded();
        Subjects subjects = new Subjects(told);
        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.TASKS)) {
            Map<UUID, Kept> aggregates = new HashMap<>();
            subjects.on(topic).forEach((id, events) -> aggregates.put(id, new Kept(events.lastKey(), 0)));
            kept.put(topic, aggregates);
        }
    }

    private void post() {
        tell(Topic.POSTS, 1, null, new PostCreated(POST, "post", "", "ada", NOW));
        tell(Topic.POSTS, 2, null, new PostUpdated(POST, "post, changed", "", NOW));
        told.add(new Told(Topic.POSTS, 0, 2, told.getFirst().event())); // a late copy is no harm
        ConsistencyToken created = new ConsistencyToken(Topic.POSTS, POST, POST, 1);
        writes.add(write(
                Kind.CREATE_POST,
                "post",
                null,
                new Attempt(Outcome.UNKNOWN, 503, null),
                acknowledged(created),
                acknowledged(created)));
        ConsistencyToken edited = new ConsistencyToken(Topic.POSTS, POST, POST, 2);
        writes.add(write(Kind.EDIT_POST, "post, changed", POST, acknowledged(edited)));
        reads.add(read("ada", edited, List.of(new Seen(POST, 2, "ada", "post, changed", "")), List.of()));
    }

    private void deletedPost() {
        tell(Topic.POSTS, 1, null, new PostCreated(DELETED_POST, "post to delete", "", "ada", NOW));
        tell(Topic.POSTS, 2, null, new PostDeleted(DELETED_POST, NOW));
        tell(Topic.COMMENTS, 1, null, pending(ORPHAN, DELETED_POST, "comment to lose"));
        tell(Topic.COMMENTS, 2, id(70), new CommentDeleted(ORPHAN, DELETED_POST, NOW));
        ConsistencyToken created = new ConsistencyToken(Topic.POSTS, DELETED_POST, DELETED_POST, 1);
        writes.add(write(Kind.CREATE_POST, "post to delete", null, acknowledged(created)));
        writes.add(write(Kind.DELETE_POST, "", DELETED_POST, new Attempt(Outcome.UNKNOWN, 0, null)));
        writes.add(write(Kind.CREATE_COMMENT, "comment to lose", null, new Attempt(Outcome.UNKNOWN, 0, null)));
        reads.add(read("ada", created, List.of(), List.of()));
    }

    private void comment() {
        tell(Topic.COMMENTS, 1, null, pending(COMMENT, POST, "comment"));
        EventEnvelope verdict = tell(Topic.MODERATION, 1, id(71), verdict(COMMENT, 1, Verdict.APPROVED));
        tell(Topic.COMMENTS, 2, verdict.id(), decided(COMMENT, "comment", CommentStatus.APPROVED));
        tell(Topic.COMMENTS, 1, null, pending(REJECTED, POST, "an Orange"));
        EventEnvelope refusal = tell(Topic.MODERATION, 1, id(72), verdict(REJECTED, 1, Verdict.REJECTED));
        tell(Topic.COMMENTS, 2, refusal.id(), decided(REJECTED, "an Orange", CommentStatus.REJECTED));
        ConsistencyToken shown = new ConsistencyToken(Topic.COMMENTS, POST, COMMENT, 1);
        ConsistencyToken hidden = new ConsistencyToken(Topic.COMMENTS, POST, REJECTED, 1);
        writes.add(write(Kind.CREATE_COMMENT, "comment", null, acknowledged(shown)));
        writes.add(write(Kind.CREATE_COMMENT, "an Orange", null, acknowledged(hidden)));
        Seen approved = new Seen(COMMENT, 2, "bob", "comment", "approved");
        Seen waiting = new Seen(REJECTED, 1, "bob", "an Orange", "pending");
        reads.add(read("bob", shown, List.of(approved, waiting), List.of(approved, waiting)));
        reads.add(read("bob", hidden, List.of(approved), List.of(approved)));
        reads.add(read("anonymous", shown, List.of(), List.of()));
    }

    private void task() {
        tell(Topic.TASKS, 1, null, new TaskCreated(TASK, "task", null, TaskStatus.NEW, NOW, null));
        tell(Topic.TASKS, 2, null, new TaskUpdated(TASK, "task, begun", null, TaskStatus.ACTIVE, NOW, null));
        ConsistencyToken begun = new ConsistencyToken(Topic.TASKS, TASK, TASK, 2);
        writes.add(
                write(Kind.CREATE_TASK, "task", null, acknowledged(new ConsistencyToken(Topic.TASKS, TASK, TASK, 1))));
        writes.add(write(Kind.UPDATE_TASK, "task, begun", TASK, acknowledged(begun)));
        reads.add(read("ada", begun, List.of(new Seen(TASK, 2, "", "task, begun", "active")), List.of()));
    }

    List<Violation> violations() {
        return Checker.check(new History(writes, reads), new Remains(told, kept, model, rebuilds));
    }

    Model folded() {
        return Fold.of(new Subjects(told).shown());
    }

    /// Puts an event at the end of partition 0.
    EventEnvelope tell(Topic topic, long sequence, @Nullable UUID cause, DomainEvent data) {
        EventEnvelope event = new EventEnvelope(id(++lastId), "/test", sequence, NOW, id(0), cause, null, data);
        told.add(new Told(topic, 0, told.size(), event));
        return event;
    }

    Write write(Kind kind, String text, @Nullable UUID target, Attempt... attempts) {
        return new Write("operation " + writes.size(), kind, text, target, List.of(attempts));
    }

    Read read(String reader, @Nullable ConsistencyToken token, List<Seen> shown, List<Seen> comments) {
        return new Read("read " + reads.size(), reader, token, Order.OLDEST_FIRST, true, shown, comments);
    }

    static Attempt acknowledged(ConsistencyToken token) {
        return new Attempt(Outcome.ACKNOWLEDGED, 200, token);
    }

    static CommentCreated pending(UUID id, UUID post, String content) {
        return new CommentCreated(id, post, "bob", content, CommentStatus.PENDING, 1, NOW);
    }

    static CommentUpdated decided(UUID id, String content, CommentStatus status) {
        return new CommentUpdated(id, POST, content, status, 1, null, NOW);
    }

    static CommentModerated verdict(UUID id, int revision, Verdict verdict) {
        return new CommentModerated(id, POST, revision, verdict, null, null, null, 1, "policy", NOW);
    }

    static UUID id(int number) {
        return new UUID(0x0198_0c5e_7d4aL << 16 | 0x7000, Long.MIN_VALUE | number);
    }
}
