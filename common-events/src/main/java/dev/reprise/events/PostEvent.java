package dev.reprise.events;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/// What happened to one post. Key and subject: the post's id; ordered per post.
public sealed interface PostEvent extends DomainEvent {

    UUID postId();

    @Override
    default UUID subject() {
        return postId();
    }

    @Override
    default UUID key() {
        return postId();
    }

    /// @param title 1–200 characters
    /// @param body Markdown, at most 40,000 characters; empty when the author gave none
    record PostCreated(UUID postId, String title, String body, String authorId, Instant createdAt)
            implements PostEvent {
        public PostCreated {
            requireNonNull(postId, "postId");
            requireNonNull(title, "title");
            requireNonNull(body, "body");
            requireNonNull(authorId, "authorId");
            requireNonNull(createdAt, "createdAt");
        }

        @Override
        public Instant occurredAt() {
            return createdAt;
        }
    }

    /// The post's whole new text, also when only one half of it changed.
    record PostUpdated(UUID postId, String title, String body, Instant updatedAt) implements PostEvent {
        public PostUpdated {
            requireNonNull(postId, "postId");
            requireNonNull(title, "title");
            requireNonNull(body, "body");
            requireNonNull(updatedAt, "updatedAt");
        }

        @Override
        public Instant occurredAt() {
            return updatedAt;
        }
    }

    /// Final: no event of the same post follows.
    record PostDeleted(UUID postId, Instant deletedAt) implements PostEvent {
        public PostDeleted {
            requireNonNull(postId, "postId");
            requireNonNull(deletedAt, "deletedAt");
        }

        @Override
        public Instant occurredAt() {
            return deletedAt;
        }
    }
}
