package dev.reprise.moderation.screening;

import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What this service has decided about one comment: the fold of its verdicts.
///
/// @param revision the comment's revision that was judged last
/// @param commentSequence the sequence of the comment's event that was screened last; an older one changes nothing
/// @param history every verdict, the oldest first
/// @param deleted whether the comment is gone; its history stays
record Screening(
        UUID postId, int revision, long commentSequence, Verdict status, List<Decided> history, boolean deleted) {

    /// One verdict as the history shows it.
    ///
    /// @param decidedBy `policy`, or the moderator's id
    record Decided(
            int revision,
            Verdict status,
            @Nullable String ruleId,
            @Nullable String matched,
            @Nullable String reason,
            long policyVersion,
            String decidedBy,
            Instant decidedAt) {

        static Decided of(CommentModerated verdict) {
            return new Decided(
                    verdict.revision(),
                    verdict.status(),
                    verdict.ruleId(),
                    verdict.matched(),
                    verdict.reason(),
                    verdict.policyVersion(),
                    verdict.decidedBy(),
                    verdict.decidedAt());
        }
    }

    static Screening first(CommentModerated verdict, long commentSequence) {
        return new Screening(
                verdict.postId(),
                verdict.revision(),
                commentSequence,
                verdict.status(),
                List.of(Decided.of(verdict)),
                false);
    }

    Screening after(CommentModerated verdict, long newCommentSequence) {
        List<Decided> longer = new ArrayList<>(history);
        longer.add(Decided.of(verdict));
        return new Screening(
                postId, verdict.revision(), newCommentSequence, verdict.status(), List.copyOf(longer), deleted);
    }

    Screening gone(long newCommentSequence) {
        return new Screening(postId, revision, newCommentSequence, status, history, true);
    }
}
