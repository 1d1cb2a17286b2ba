package dev.reprise.comment.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.restore.PartitionFold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A comment lives; whatever happens to it, folding its events and the verdicts on it gives the same comment.
class RestoredCommentsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();
    private static final UUID POST = Ids.next();

    private final List<EventEnvelope> comments = new ArrayList<>();
    private final List<EventEnvelope> verdicts = new ArrayList<>();
    private final CommentCreated created =
            new CommentCreated(ID, POST, "grace", "A good read.", CommentStatus.PENDING, 1, NOW);
    private Comment comment = Comment.opened(created);

    RestoredCommentsTest() {
        comments.add(event(1, created, null));
    }

    @Test
    void one_that_nobody_judged() {
        assertThat(restored()).isEqualTo(new Aggregate<>(ID, 1, 1, comment));
    }

    @Test
    void one_that_was_held_then_approved() {
        heard(judged(1, Verdict.HELD));
        heard(judged(1, Verdict.APPROVED));

        assertThat(restored()).isEqualTo(new Aggregate<>(ID, 3, 3, comment));
        assertThat(comment.verdictSequence()).isEqualTo(2);
    }

    @Test
    void one_that_was_edited_before_and_after_a_verdict_and_deleted() {
        edited("A better read.");
        judged(1, Verdict.REJECTED);
        heard(judged(2, Verdict.APPROVED));
        edited("The best read.");
        deleted(judged(3, Verdict.APPROVED));

        assertThat(restored()).isEqualTo(new Aggregate<>(ID, 5, 5, comment));
    }

    @Test
    void every_verdict_that_had_its_effect_is_void_and_one_that_was_not_heard_is_not() {
        heard(judged(1, Verdict.HELD));
        EventEnvelope unheard = judged(1, Verdict.APPROVED);
        Comment restored = restored().state();

        assertThat(interpreted(restored, verdicts.getFirst())).isFalse();
        assertThat(interpreted(restored, unheard)).isTrue();
    }

    private Aggregate<Comment> restored() {
        PartitionFold<Comment> fold = new PartitionFold<>(new DiscussionConfiguration().restoredComments());
        comments.forEach(fold::own);
        comments.forEach(fold::own);
        verdicts.forEach(fold::cause);
        return fold.aggregates().findFirst().orElseThrow();
    }

    private EventEnvelope judged(int revision, Verdict verdict) {
        EventEnvelope judged = event(
                verdicts.size() + 1,
                new CommentModerated(ID, POST, revision, verdict, null, null, "because", 1, "policy", NOW),
                comments.getLast().id());
        verdicts.add(judged);
        return judged;
    }

    private void heard(EventEnvelope judged) {
        CommentModerated verdict = (CommentModerated) judged.data();
        CommentUpdated updated =
                Verdicts.interpret(comment, verdict, judged.sequence(), NOW).orElseThrow();
        comment = comment.after(updated).heard(judged.sequence());
        comments.add(event(comments.size() + 1, updated, judged.id()));
    }

    private void edited(String content) {
        CommentUpdated updated =
                new WriteComment(content).decide(ID, comment, NOW).orElseThrow();
        comment = comment.after(updated);
        comments.add(event(comments.size() + 1, updated, null));
    }

    /// As the verdict that finds its post gone does.
    private void deleted(EventEnvelope cause) {
        CommentDeleted deleted = new CommentDeleted(ID, POST, NOW);
        comment = comment.after(deleted);
        comments.add(event(comments.size() + 1, deleted, cause.id()));
    }

    private static boolean interpreted(Comment comment, EventEnvelope judged) {
        return Verdicts.interpret(comment, (CommentModerated) judged.data(), judged.sequence(), NOW)
                .isPresent();
    }

    private static EventEnvelope event(long sequence, DomainEvent data, @Nullable UUID cause) {
        return new EventEnvelope(Ids.next(), "/test", sequence, NOW, Ids.next(), cause, null, data);
    }
}
