package dev.reprise.post.authoring;

import dev.reprise.starter.aggregate.Aggregate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/// A post as this service answers it.
record PostView(
        UUID id,
        String title,
        @Schema(description = "Markdown.") String body,
        String authorId,

        @Schema(description = "Counts its changes from 1; the `ETag` is this in quotes.", minimum = "1")
        long version,

        Instant createdAt,
        Instant updatedAt) {

    static PostView of(Aggregate<Post> post) {
        return of(post.id(), post.version(), post.state());
    }

    static PostView of(UUID id, long version, Post post) {
        return new PostView(
                id, post.title(), post.body(), post.authorId(), version, post.createdAt(), post.updatedAt());
    }
}
