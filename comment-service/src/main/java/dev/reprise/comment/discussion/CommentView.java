package dev.reprise.comment.discussion;

import dev.reprise.starter.aggregate.Aggregate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment as this service answers it.
record CommentView(
        UUID id,
        UUID postId,
        String content,
        String status,
        int revision,
        String authorId,
        long version,
        @Nullable String reason,
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
                comment.status().wireName(),
                comment.revision(),
                comment.authorId(),
                version,
                comment.reason(),
                comment.createdAt(),
                comment.updatedAt());
    }
}
