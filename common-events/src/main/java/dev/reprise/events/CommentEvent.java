package dev.reprise.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to one comment. Key: the post's id, subject: the comment's id; ordered per post.
public sealed interface CommentEvent extends DomainEvent {

    UUID commentId();

    UUID postId();

    @Override
    default UUID subject() {
        return commentId();
    }

    @Override
    default UUID key() {
        return postId();
    }

    /// @param content 1–10,000 characters, as written
    /// @param status always `pending`
    /// @param revision always 1
    record CommentCreated(
            UUID commentId,
            UUID postId,
            String authorId,
            String content,
            CommentStatus status,
            int revision,
            Instant createdAt)
            implements CommentEvent {
        public CommentCreated {
            requireNonNull(commentId, "commentId");
            requireNonNull(postId, "postId");
            requireNonNull(authorId, "authorId");
            requireNonNull(content, "content");
            requireNonNull(status, "status");
            requireNonNull(createdAt, "createdAt");
        }

        @Override
        public Instant occurredAt() {
            return createdAt;
        }
    }

    /// The comment's whole new state, after a verdict landed or its author edited it.
    ///
    /// @param revision counts the author's edits from 1; a verdict does not change it
    /// @param reason why it was decided so, when the verdict gave a reason
    record CommentUpdated(
            UUID commentId,
            UUID postId,
            String content,
            CommentStatus status,
            int revision,
            @Nullable String reason,
            Instant updatedAt)
            implements CommentEvent {
        public CommentUpdated {
            requireNonNull(commentId, "commentId");
            requireNonNull(postId, "postId");
            requireNonNull(content, "content");
            requireNonNull(status, "status");
            requireNonNull(updatedAt, "updatedAt");
        }

        @Override
        public Instant occurredAt() {
            return updatedAt;
        }
    }

    /// Final: no event of the same comment follows.
    record CommentDeleted(UUID commentId, UUID postId, Instant deletedAt) implements CommentEvent {
        public CommentDeleted {
            requireNonNull(commentId, "commentId");
            requireNonNull(postId, "postId");
            requireNonNull(deletedAt, "deletedAt");
        }

        @Override
        public Instant occurredAt() {
            return deletedAt;
        }
    }
}
