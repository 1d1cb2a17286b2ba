package dev.reprise.post.authoring;

import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import java.time.Instant;

/// A post's state: the fold of its events. A deleted post keeps its place and loses its text.
record Post(String title, String body, String authorId, Instant createdAt, Instant updatedAt, boolean deleted) {

    static Post opened(PostCreated created) {
        return new Post(
                created.title(), created.body(), created.authorId(), created.createdAt(), created.createdAt(), false);
    }

    Post after(PostEvent event) {
        return switch (event) {
            case PostCreated created -> opened(created);
            case PostUpdated updated ->
                new Post(updated.title(), updated.body(), authorId, createdAt, updated.updatedAt(), false);
            case PostDeleted gone -> new Post("", "", authorId, createdAt, gone.deletedAt(), true);
        };
    }
}
