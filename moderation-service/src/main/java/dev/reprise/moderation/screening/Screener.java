package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.policy.Match;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Screens each revision of each comment once, however often its event is delivered. Thread-safe.
@Component
class Screener {

    private final AggregateStore<Screening> screenings;
    private final Policy policy;
    private final Clock clock;

    Screener(AggregateStore<Screening> screenings, Policy policy, Clock clock) {
        this.screenings = screenings;
        this.policy = policy;
        this.clock = clock;
    }

    /// Decides what one event of a comment calls for, and writes the verdict with its event. A verdict that
    /// comment-service already made known (a `CommentUpdated` that is not an edit) calls for nothing.
    void screen(EventEnvelope event) {
        if (event.data() instanceof CommentEvent comment) {
            boolean settled = false;
            while (!settled) {
                Aggregate<Screening> seen = screenings.find(comment.commentId()).orElse(null);
                settled = heard(seen, event.sequence()) || settle(seen, comment, event);
            }
        }
    }

    private static boolean heard(@Nullable Aggregate<Screening> seen, long sequence) {
        return seen != null && sequence <= seen.state().commentSequence();
    }

    private boolean settle(@Nullable Aggregate<Screening> seen, CommentEvent comment, EventEnvelope event) {
        return switch (comment) {
            case CommentCreated created ->
                judge(seen, event, created.commentId(), created.postId(), created.revision(), created.content());
            case CommentUpdated edited
            when isUnscreened(seen, edited) ->
                judge(seen, event, edited.commentId(), edited.postId(), edited.revision(), edited.content());
            case CommentUpdated made -> true;
            case CommentDeleted gone ->
                seen == null || screenings.amend(seen, seen.state().gone(event.sequence()));
        };
    }

    private static boolean isUnscreened(@Nullable Aggregate<Screening> seen, CommentUpdated updated) {
        return updated.status() == CommentStatus.PENDING
                && (seen == null || updated.revision() > seen.state().revision());
    }

    private boolean judge(
            @Nullable Aggregate<Screening> seen,
            EventEnvelope event,
            UUID commentId,
            UUID postId,
            int revision,
            String content) {
        CommentModerated verdict = verdict(commentId, postId, revision, content);
        Cause cause = Cause.of(event);
        return seen == null
                ? screenings.create(commentId, Screening.first(verdict, event.sequence()), verdict, cause)
                : screenings.replace(seen, seen.state().after(verdict, event.sequence()), verdict, cause);
    }

    private CommentModerated verdict(UUID commentId, UUID postId, int revision, String content) {
        Optional<Match> match = policy.screen(content);
        return new CommentModerated(
                commentId,
                postId,
                revision,
                match.map(Match::outcome).orElse(Verdict.APPROVED),
                match.map(Match::ruleId).orElse(null),
                match.map(Match::matched).orElse(null),
                match.map(Match::reason).orElse(null),
                policy.version(),
                "policy",
                clock.instant());
    }
}
