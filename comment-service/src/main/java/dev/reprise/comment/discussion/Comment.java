package dev.reprise.comment.discussion;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment's state: the fold of its events, and the last verdict that was heard. A deleted one loses its text.
///
/// @param revision counts the author's edits from 1
/// @param verdictSequence the sequence of the last verdict that took effect; 0 before the first
record Comment(
        UUID postId,
        String authorId,
        String content,
        CommentStatus status,
        int revision,
        @Nullable String reason,
        long verdictSequence,
        Instant createdAt,
        Instant updatedAt,
        boolean deleted) {

    static Comment opened(CommentCreated created) {
        return new Comment(
                created.postId(),
                created.authorId(),
                created.content(),
                created.status(),
                created.revision(),
                null,
                0,
                created.createdAt(),
                created.createdAt(),
                false);
    }

    Comment after(CommentEvent event) {
        return switch (event) {
            case CommentCreated created -> opened(created);
            case CommentUpdated updated ->
                new Comment(
                        postId,
                        authorId,
                        updated.content(),
                        updated.status(),
                        updated.revision(),
                        updated.reason(),
                        verdictSequence,
                        createdAt,
                        updated.updatedAt(),
                        false);
            case CommentDeleted gone ->
                new Comment(
                        postId,
                        authorId,
                        "",
                        status,
                        revision,
                        null,
                        verdictSequence,
                        createdAt,
                        gone.deletedAt(),
                        true);
        };
    }

    Comment heard(long sequence) {
        return new Comment(
                postId, authorId, content, status, revision, reason, sequence, createdAt, updatedAt, deleted);
    }
}
