package dev.reprise.comment.discussion;

import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import java.time.Instant;
import java.util.Optional;

/// What a verdict means for a comment. Only this service knows; readers see nothing but the resulting status. Pure.
final class Verdicts {

    private Verdicts() {}

    /// The comment's new state, or nothing when the verdict is void: heard before, older than one that was heard, on a
    /// revision the comment no longer has, or on a deleted comment.
    static Optional<CommentUpdated> interpret(Comment comment, CommentModerated verdict, long sequence, Instant now) {
        boolean heard = sequence <= comment.verdictSequence();
        if (heard || comment.deleted() || verdict.revision() != comment.revision()) {
            return Optional.empty();
        }
        return Optional.of(new CommentUpdated(
                verdict.commentId(),
                comment.postId(),
                comment.content(),
                status(verdict.status()),
                comment.revision(),
                verdict.reason(),
                now));
    }

    private static CommentStatus status(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> CommentStatus.APPROVED;
            case REJECTED -> CommentStatus.REJECTED;
            case HELD -> CommentStatus.PENDING;
        };
    }
}
