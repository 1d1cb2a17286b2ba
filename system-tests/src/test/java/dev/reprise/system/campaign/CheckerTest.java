package dev.reprise.system.campaign;

import static dev.reprise.system.campaign.SoundRun.COMMENT;
import static dev.reprise.system.campaign.SoundRun.DELETED_POST;
import static dev.reprise.system.campaign.SoundRun.POST;
import static dev.reprise.system.campaign.SoundRun.REJECTED;
import static dev.reprise.system.campaign.SoundRun.TASK;
import static dev.reprise.system.campaign.SoundRun.acknowledged;
import static dev.reprise.system.campaign.SoundRun.decided;
import static dev.reprise.system.campaign.SoundRun.id;
import static dev.reprise.system.campaign.SoundRun.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
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
import dev.reprise.system.campaign.Remains.Kept;
import dev.reprise.system.campaign.Remains.Rebuild;
import dev.reprise.system.campaign.Violation.Check;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Every kind of violation, planted into a run in which all is well, is found under its name.
class CheckerTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    private final SoundRun run = new SoundRun();

    @Test
    void a_run_in_which_all_is_well_has_no_violation() {
        assertThat(run.violations()).isEmpty();
    }

    // Lost writes

    @Test
    void an_acknowledged_write_that_is_on_no_topic_is_lost() {
        run.told.removeIf(each -> each.event().subject().equals(TASK));
        run.kept.put(Topic.TASKS, Map.of());
        run.model = run.folded();

        assertFound(Check.LOST_WRITE, "operation 7, 1 of " + TASK + ", is on no topic");
    }

    @Test
    void an_acknowledged_write_that_its_owner_does_not_have_is_lost() {
        aggregates(Topic.POSTS).put(POST, new Kept(1, 0));

        assertFound(Check.LOST_WRITE, "is not in its owner's store");
    }

    @Test
    void an_acknowledged_write_that_readers_do_not_see_is_lost() {
        run.model.tasks().remove(TASK);

        assertFound(Check.LOST_WRITE, "is not in the read model");
    }

    @Test
    void a_write_that_another_one_took_the_place_of_is_lost() {
        replace(1, new PostUpdated(POST, "somebody else's", "", NOW));

        assertFound(Check.LOST_WRITE, "wrote 'post, changed'");
    }

    @Test
    void a_write_that_is_never_published_is_lost_also_when_nobody_knew_that_it_had_happened() {
        aggregates(Topic.TASKS).put(id(50), new Kept(1, 1));

        assertFound(Check.LOST_WRITE, id(50) + " of tasks");
    }

    @Test
    void an_event_that_stays_in_its_outbox_is_found() {
        aggregates(Topic.POSTS).put(POST, new Kept(2, 1));

        assertFound(Check.LOST_WRITE, "waiting=1");
    }

    // Refused writes

    @Test
    void a_refused_write_that_happened_is_found() {
        run.tell(Topic.POSTS, 3, null, new PostUpdated(POST, "refused", "", NOW));
        settle();

        assertFound(Check.REFUSED_WRITE_HAS_EFFECT, "refused: Write");
    }

    @Test
    void a_refused_deletion_that_happened_is_found() {
        run.tell(Topic.COMMENTS, 3, null, new CommentDeleted(COMMENT, POST, NOW));
        settle();

        assertFound(Check.REFUSED_WRITE_HAS_EFFECT, COMMENT + " is deleted");
    }

    @Test
    void a_write_that_nobody_asked_for_is_found() {
        run.tell(Topic.POSTS, 1, null, new PostCreated(id(50), "out of nowhere", "", "ada", NOW));
        settle();

        assertFound(Check.REFUSED_WRITE_HAS_EFFECT, "never asked for");
    }

    @Test
    void a_write_that_hit_another_one_than_it_was_meant_for_is_found() {
        run.tell(Topic.POSTS, 3, null, new PostUpdated(DELETED_POST, "never arrived", "", NOW));
        settle();

        assertFound(Check.REFUSED_WRITE_HAS_EFFECT, "asked for was");
    }

    // Duplicates

    @Test
    void one_key_that_made_two_posts_is_found() {
        run.tell(Topic.POSTS, 1, null, new PostCreated(id(50), "post", "", "ada", NOW));
        settle();

        assertFound(Check.DUPLICATE_EFFECT, "'post' was written twice");
    }

    @Test
    void one_key_that_was_acknowledged_as_two_tasks_is_found() {
        run.writes.add(run.write(
                Kind.CREATE_TASK,
                "task",
                null,
                acknowledged(new ConsistencyToken(Topic.TASKS, TASK, TASK, 1)),
                acknowledged(new ConsistencyToken(Topic.TASKS, id(50), id(50), 1))));

        assertFound(Check.DUPLICATE_EFFECT, "was acknowledged as several");
    }

    @Test
    void one_sequence_that_two_events_have_is_found() {
        run.tell(Topic.POSTS, 2, null, new PostUpdated(POST, "never arrived", "", NOW));

        assertFound(Check.DUPLICATE_EFFECT, "2 of " + POST + " is two events");
    }

    @Test
    void a_revision_that_was_judged_twice_is_found() {
        run.tell(Topic.MODERATION, 2, id(71), verdict(COMMENT, 1, Verdict.REJECTED));

        assertFound(Check.DUPLICATE_EFFECT, "was judged once more");
    }

    @Test
    void a_verdict_that_took_effect_twice_is_found() {
        UUID verdict = Objects.requireNonNull(run.told.stream()
                .filter(each ->
                        each.event().subject().equals(COMMENT) && each.event().sequence() == 2)
                .findFirst()
                .orElseThrow()
                .event()
                .causationId());
        run.tell(Topic.COMMENTS, 3, verdict, decided(COMMENT, "comment", CommentStatus.APPROVED));
        settle();

        assertFound(Check.DUPLICATE_EFFECT, "has a cause that had its effect");
    }

    // Order

    @Test
    void an_event_before_its_predecessor_is_found() {
        Told first = run.told.removeFirst();
        run.told.add(1, first);

        assertFound(Check.REORDERED_KEY, "2 of " + POST);
    }

    @Test
    void a_gap_is_found() {
        run.tell(Topic.TASKS, 4, id(73), new TaskUpdated(TASK, "later", null, TaskStatus.COMPLETED, NOW, null));

        assertFound(Check.REORDERED_KEY, "4 of " + TASK);
    }

    @Test
    void a_key_on_two_partitions_is_found() {
        Told copy = run.told.getFirst();
        run.told.add(new Told(copy.topic(), 7, 0, copy.event()));

        assertFound(Check.REORDERED_KEY, "1 of " + POST + " stands at posts-7@0");
    }

    // Stale reads

    @Test
    void a_read_with_a_token_that_shows_an_older_version_is_found() {
        run.reads.add(run.read(
                "ada", token(Topic.POSTS, POST, POST, 2), List.of(new Seen(POST, 1, "ada", "post", "")), List.of()));

        assertFound(Check.STALE_AFTER_TOKEN, "version=1");
    }

    @Test
    void a_read_with_a_token_that_finds_nothing_is_found() {
        run.reads.add(run.read("ada", token(Topic.POSTS, POST, POST, 1), List.of(), List.of()));
        assertFound(Check.STALE_AFTER_TOKEN, "does not show");
        run.reads.set(run.reads.size() - 1, run.read("ada", token(Topic.TASKS, TASK, TASK, 1), List.of(), List.of()));
        assertFound(Check.STALE_AFTER_TOKEN, "does not show");
    }

    @Test
    void a_comment_that_its_author_does_not_see_though_it_was_never_rejected_is_found() {
        run.reads.add(run.read("bob", token(Topic.COMMENTS, POST, COMMENT, 1), List.of(), List.of()));

        assertFound(Check.STALE_AFTER_TOKEN, "does not show");
    }

    @Test
    void an_approved_version_that_a_stranger_does_not_see_is_found() {
        run.reads.add(run.read("anonymous", token(Topic.COMMENTS, POST, COMMENT, 2), List.of(), List.of()));

        assertFound(Check.STALE_AFTER_TOKEN, "does not show");
    }

    @Test
    void what_a_page_must_have_is_missed_and_what_the_next_one_has_is_not() {
        Seen older = new Seen(POST, 2, "ada", "post, changed", "");
        ConsistencyToken task = token(Topic.TASKS, TASK, TASK, 1);
        run.reads.add(new Read("page", "ada", task, Order.OLDEST_FIRST, false, List.of(older), List.of()));
        assertThat(run.violations()).isEmpty();
        run.reads.add(new Read("page", "ada", task, Order.NEWEST_FIRST, false, List.of(older), List.of()));
        assertFound(Check.STALE_AFTER_TOKEN, "does not show");
    }

    // Unapproved comments

    @Test
    void a_rejected_comment_that_a_reader_sees_is_found() {
        see("anonymous", new Seen(REJECTED, 2, "bob", "an Orange", "rejected"));
    }

    @Test
    void a_pending_comment_of_another_that_a_reader_sees_is_found() {
        see("carol", new Seen(COMMENT, 1, "bob", "comment", "pending"));
    }

    @Test
    void a_rejectable_comment_that_is_shown_as_approved_is_found() {
        see("bob", new Seen(REJECTED, 2, "bob", "an Orange", "approved"));
    }

    @Test
    void a_comment_that_is_shown_as_approved_before_it_was_is_found() {
        see("carol", new Seen(COMMENT, 1, "bob", "comment", "approved"));
    }

    private void see(String reader, Seen comment) {
        run.reads.add(run.read(reader, null, List.of(), List.of(comment)));

        assertFound(Check.UNAPPROVED_SEEN, comment.id().toString());
    }

    // The model

    @Test
    void a_rebuilt_model_that_differs_is_found() {
        run.rebuilds.add(new Rebuild("dry run", "ready", 6, 1));

        assertFound(Check.MODEL_IS_NOT_REBUILT, "differences=1");
    }

    @Test
    void a_replay_that_failed_is_found() {
        run.rebuilds.add(new Rebuild("replay under load", "failed", 0, 0));

        assertFound(Check.MODEL_IS_NOT_REBUILT, "replay under load");
    }

    @Test
    void a_comment_that_is_counted_twice_is_found() {
        run.model.discussions().put(POST, new Model.Discussion(2, List.of(COMMENT)));

        assertFound(Check.MODEL_IS_NOT_FOLD, "commentCount=2");
    }

    @Test
    void a_document_that_the_topics_do_not_tell_of_is_found() {
        run.model.posts().put(id(50), new Model.Post("ghost", "", "ada", 1, NOW, NOW, false));

        assertFound(Check.MODEL_IS_NOT_FOLD, "ghost");
    }

    @Test
    void a_deletion_that_the_model_missed_is_found() {
        run.writes.add(run.write(Kind.DELETE_POST, "", POST, new Attempt(Outcome.UNKNOWN, 0, null)));
        run.tell(Topic.POSTS, 3, null, new PostDeleted(POST, NOW));
        aggregates(Topic.POSTS).put(POST, new Kept(3, 0));

        assertFound(Check.MODEL_IS_NOT_FOLD, "post " + POST);
    }

    private void assertFound(Check check, String part) {
        assertThat(run.violations()).anySatisfy(violation -> {
            assertThat(violation.check()).isEqualTo(check);
            assertThat(violation.what()).contains(part);
        });
    }

    /// Stores and model follow the topics, so that what was planted is the only thing wrong.
    private void settle() {
        run.model = run.folded();
        Subjects subjects = new Subjects(run.told);
        run.kept.forEach((topic, all) ->
                subjects.on(topic).forEach((id, events) -> all.put(id, new Kept(events.lastKey(), 0))));
    }

    private Map<UUID, Kept> aggregates(Topic topic) {
        return run.kept.computeIfAbsent(topic, _ -> new HashMap<>());
    }

    /// Another event at the place of the one at that index.
    private void replace(int index, DomainEvent data) {
        Told told = run.told.get(index);
        var event = told.event();
        run.told.set(
                index,
                new Told(
                        told.topic(),
                        told.partition(),
                        told.offset(),
                        new EventEnvelope(
                                event.id(),
                                event.source(),
                                event.sequence(),
                                event.time(),
                                event.correlationId(),
                                event.causationId(),
                                event.traceparent(),
                                data)));
    }

    private static ConsistencyToken token(Topic topic, UUID key, UUID subject, long sequence) {
        return new ConsistencyToken(topic, key, subject, sequence);
    }
}
