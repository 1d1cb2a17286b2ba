package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Screens each revision of each comment once, however often its event is delivered: so what a person decided on a
/// revision stays decided. Thread-safe.
@Component
class Screener {

    private final AggregateStore<Screening> screenings;
    private final Judge judge;
    private final Clock clock;

    Screener(AggregateStore<Screening> screenings, Judge judge, Clock clock) {
        this.screenings = screenings;
        this.judge = judge;
        this.clock = clock;
    }

    /// Decides what one event of a comment calls for, and writes the verdict with its event. A verdict that
    /// comment-service already made known (a `CommentUpdated` that is not an edit) calls for nothing.
    ///
    /// @param policy the one by which a verdict is reached
    void screen(EventEnvelope event, Policy policy) {
        if (event.data() instanceof CommentEvent comment && !isEcho(comment)) {
            // A comment's first event mostly meets a comment that was never heard of: the insert tells as well as a
            // look.
            boolean settled = comment instanceof CommentCreated && settle(null, comment, event, policy);
            while (!settled) {
                Aggregate<Screening> seen = screenings.find(comment.commentId()).orElse(null);
                settled = heard(seen, event.sequence()) || settle(seen, comment, event, policy);
            }
        }
    }

    /// Tells of a verdict, which this service knows without a look into its store.
    private static boolean isEcho(CommentEvent comment) {
        return comment instanceof CommentUpdated updated && updated.status() != CommentStatus.PENDING;
    }

    private static boolean heard(@Nullable Aggregate<Screening> seen, long sequence) {
        return seen != null && sequence <= seen.state().commentSequence();
    }

    private boolean settle(
            @Nullable Aggregate<Screening> seen, CommentEvent comment, EventEnvelope event, Policy policy) {
        return switch (comment) {
            case CommentCreated created when seen == null -> judge(null, event, created, policy);
            // Judged before a restore, which does not tell what was heard last.
            case CommentCreated created -> true;
            case CommentUpdated edited when isUnscreened(seen, edited) -> judge(seen, event, edited, policy);
            case CommentUpdated made -> true;
            case CommentDeleted gone ->
                seen == null || screenings.amend(seen, seen.state().told(gone).heard(event.sequence()));
        };
    }

    private static boolean isUnscreened(@Nullable Aggregate<Screening> seen, CommentUpdated updated) {
        return seen == null || updated.revision() > seen.state().revision();
    }

    private boolean judge(
            @Nullable Aggregate<Screening> seen, EventEnvelope event, CommentEvent comment, Policy policy) {
        Revision revision = Revision.of(comment).orElseThrow();
        CommentModerated verdict = judge.judge(
                        revision, seen == null ? null : seen.state().authorId(), policy)
                .event(comment, revision.number(), policy.version(), clock.instant());
        Cause cause = Cause.of(event);
        if (seen == null) {
            Screening first = Screening.first(verdict, event.sequence()).told(comment);
            return screenings.create(comment.commentId(), first, verdict, cause);
        }
        Screening next = seen.state().after(verdict, event.sequence()).told(comment);
        return screenings.replace(seen, next, verdict, cause);
    }
}
