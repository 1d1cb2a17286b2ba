package dev.reprise.comment.discussion;

import dev.reprise.events.CommentStatus;
import dev.reprise.starter.aggregate.Aggregate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment as this service answers it.
record CommentView(
        UUID id,
        UUID postId,
        String content,
        CommentStatus status,

        @Schema(description = "Counts the author's edits from 1.", minimum = "1")
        int revision,

        String authorId,

        @Schema(description = "Counts its changes from 1; the `ETag` is this in quotes.", minimum = "1")
        long version,

        @Schema(description = "Why it was rejected, where a reason was given.") @Nullable
        String reason,

        Instant createdAt,
        Instant updatedAt) {

    static CommentView of(Aggregate<Comment> comment) {
        return of(comment.id(), comment.version(), comment.state());
    }

    static CommentView of(UUID id, long version, Comment comment) {
        return new CommentView(
                id,
                comment.postId(),
                comment.content(),
                comment.status(),
                comment.revision(),
                comment.authorId(),
                version,
                comment.reason(),
                comment.createdAt(),
                comment.updatedAt());
    }
}
