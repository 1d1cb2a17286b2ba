package dev.reprise.query.model;

import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the read model knows of a post itself. A deleted one keeps its version, so that nothing older revives it.
///
/// @param version the sequence of the last event that was applied
public record PostEntry(
        String title,
        String body,
        String authorId,
        long version,
        Instant createdAt,
        Instant updatedAt,
        boolean deleted) {

    /// The entry after an event; null when the event changes nothing, because it is not newer or updates a
    /// post whose creation was never told, which a topic in order does not do.
    static @Nullable PostEntry after(@Nullable PostEntry entry, PostEvent event, long sequence) {
        if (entry != null && sequence <= entry.version()) {
            return null;
        }
        return switch (event) {
            case PostCreated created ->
                new PostEntry(
                        created.title(),
                        created.body(),
                        created.authorId(),
                        sequence,
                        created.createdAt(),
                        created.createdAt(),
                        false);
            case PostUpdated updated ->
                entry == null
                        ? null
                        : new PostEntry(
                                updated.title(),
                                updated.body(),
                                entry.authorId(),
                                sequence,
                                entry.createdAt(),
                                updated.updatedAt(),
                                false);
            case PostDeleted gone -> new PostEntry("", "", "", sequence, gone.deletedAt(), gone.deletedAt(), true);
        };
    }

    /// About how much memory it takes.
    int bytes() {
        return Footprint.ENTRY + Footprint.of(title) + Footprint.of(body) + Footprint.of(authorId);
    }

    Document toDocument() {
        return new Document("title", title)
                .append("body", body)
                .append("authorId", authorId)
                .append("version", version)
                .append("createdAt", Date.from(createdAt))
                .append("updatedAt", Date.from(updatedAt))
                .append("deleted", deleted);
    }

    static PostEntry read(Document stored) {
        return new PostEntry(
                stored.getString("title"),
                stored.getString("body"),
                stored.getString("authorId"),
                stored.get("version", Number.class).longValue(),
                stored.getDate("createdAt").toInstant(),
                stored.getDate("updatedAt").toInstant(),
                stored.getBoolean("deleted"));
    }
}
