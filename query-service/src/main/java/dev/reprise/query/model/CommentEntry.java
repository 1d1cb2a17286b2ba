package dev.reprise.query.model;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the read model knows of a comment. A deleted one keeps its version, so that nothing older revives it.
///
/// @param version the sequence of the last event that was applied
/// @param wasShown whether everybody could see it, now or at some time before
public record CommentEntry(
        UUID commentId,
        UUID postId,
        String authorId,
        String content,
        CommentStatus status,
        int revision,
        @Nullable String reason,
        long version,
        Instant createdAt,
        Instant updatedAt,
        boolean deleted,
        boolean wasShown) {

    /// Whether everybody may see it.
    public boolean isShown() {
        return status == CommentStatus.APPROVED && !deleted;
    }

    /// The entry after an event; null when the event changes nothing, because it is not newer or updates a
    /// comment whose creation was never told, which a topic in order does not do.
    static @Nullable CommentEntry after(@Nullable CommentEntry entry, CommentEvent event, long sequence) {
        if (entry != null && sequence <= entry.version()) {
            return null;
        }
        return switch (event) {
            case CommentCreated created -> opened(created, sequence);
            case CommentUpdated updated -> entry == null ? null : entry.updated(updated, sequence);
            case CommentDeleted gone -> gone(gone, sequence, entry != null && entry.wasShown());
        };
    }

    private static CommentEntry opened(CommentCreated created, long sequence) {
        return new CommentEntry(
                created.commentId(),
                created.postId(),
                created.authorId(),
                created.content(),
                created.status(),
                created.revision(),
                null,
                sequence,
                created.createdAt(),
                created.createdAt(),
                false,
                created.status() == CommentStatus.APPROVED);
    }

    private CommentEntry updated(CommentUpdated updated, long sequence) {
        return new CommentEntry(
                commentId,
                postId,
                authorId,
                updated.content(),
                updated.status(),
                updated.revision(),
                updated.reason(),
                sequence,
                createdAt,
                updated.updatedAt(),
                false,
                wasShown || updated.status() == CommentStatus.APPROVED);
    }

    private static CommentEntry gone(CommentDeleted gone, long sequence, boolean wasShown) {
        return new CommentEntry(
                gone.commentId(),
                gone.postId(),
                "",
                "",
                CommentStatus.PENDING,
                0,
                null,
                sequence,
                gone.deletedAt(),
                gone.deletedAt(),
                true,
                wasShown);
    }

    CommentKey key() {
        return new CommentKey(postId, commentId);
    }

    /// About how much memory it takes.
    int bytes() {
        return Footprint.ENTRY + Footprint.of(content) + Footprint.of(authorId);
    }

    /// As it stands in its own collection.
    Document toStored() {
        return into(new Document("_id", key().id()));
    }

    /// As it stands within its post.
    Document toDocument() {
        return into(new Document());
    }

    private Document into(Document document) {
        return document.append("commentId", commentId.toString())
                .append("postId", postId.toString())
                .append("authorId", authorId)
                .append("content", content)
                .append("status", status.wireName())
                .append("revision", revision)
                .append("reason", reason)
                .append("version", version)
                .append("createdAt", Date.from(createdAt))
                .append("updatedAt", Date.from(updatedAt))
                .append("deleted", deleted)
                .append("wasShown", wasShown);
    }

    static CommentEntry read(Document stored) {
        return new CommentEntry(
                UUID.fromString(stored.getString("commentId")),
                UUID.fromString(stored.getString("postId")),
                stored.getString("authorId"),
                stored.getString("content"),
                CommentStatus.ofWireName(stored.getString("status")).orElseThrow(),
                stored.getInteger("revision"),
                stored.getString("reason"),
                stored.get("version", Number.class).longValue(),
                stored.getDate("createdAt").toInstant(),
                stored.getDate("updatedAt").toInstant(),
                stored.getBoolean("deleted"),
                stored.getBoolean("wasShown", false));
    }
}
