package dev.reprise.query.posts;

import dev.reprise.events.CommentStatus;
import dev.reprise.query.model.CommentEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment as front ends read it.
public record CommentView(
        UUID id,
        UUID postId,
        String authorId,
        String content,
        CommentStatus status,

        @Schema(description = "Counts the author's edits from 1.")
        int revision,

        @Schema(description = "Why it was rejected, where a reason was given.") @Nullable
        String reason,

        long version,
        Instant createdAt,
        Instant updatedAt) {

    public static CommentView of(CommentEntry comment) {
        return new CommentView(
                comment.commentId(),
                comment.postId(),
                comment.authorId(),
                comment.content(),
                comment.status(),
                comment.revision(),
                comment.reason(),
                comment.version(),
                comment.createdAt(),
                comment.updatedAt());
    }
}
