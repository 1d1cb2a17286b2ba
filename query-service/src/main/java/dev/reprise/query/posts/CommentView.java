package dev.reprise.query.posts;

import dev.reprise.query.model.CommentEntry;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment as front ends read it.
record CommentView(
        UUID id,
        UUID postId,
        String authorId,
        String content,
        String status,
        int revision,
        @Nullable String reason,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static CommentView of(CommentEntry comment) {
        return new CommentView(
                comment.commentId(),
                comment.postId(),
                comment.authorId(),
                comment.content(),
                comment.status().wireName(),
                comment.revision(),
                comment.reason(),
                comment.version(),
                comment.createdAt(),
                comment.updatedAt());
    }
}
