package dev.reprise.bench;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostUpdated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A made-up post and its comments, all of them approved.
final class BigPost {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final UUID id = Ids.next();
    private final int size;
    private final MadeText text;
    private int comments;
    private long version;

    /// @param size how many comments it has at first
    BigPost(int size, MadeText text) {
        this.size = size;
        this.text = text;
    }

    UUID id() {
        return id;
    }

    int size() {
        return size;
    }

    /// Its history up to there.
    void tell(Consumer<EventEnvelope> told) {
        version = 1;
        told.accept(event(
                "/post-service", 1, new PostCreated(id, text.words(3, 10), text.words(40, 120), "author", now())));
        while (comments < size) {
            comment().forEach(told);
        }
    }

    /// The event of an edit.
    EventEnvelope edit() {
        version++;
        return event("/post-service", version, new PostUpdated(id, text.words(3, 10), text.words(40, 120), now()));
    }

    /// The events of one comment more.
    List<EventEnvelope> comment() {
        comments++;
        UUID comment = Ids.next();
        String content = text.words(8, 40);
        return List.of(
                event(
                        "/comment-service",
                        1,
                        new CommentCreated(comment, id, "author", content, CommentStatus.PENDING, 1, now())),
                event(
                        "/comment-service",
                        2,
                        new CommentUpdated(comment, id, content, CommentStatus.APPROVED, 1, null, now())));
    }

    private static EventEnvelope event(String source, long sequence, DomainEvent data) {
        return new EventEnvelope(Ids.next(), source, sequence, now(), Ids.next(), null, null, data);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /// @throws IllegalStateException if a page of it is not from after the last edit and the last comment
    void requireLatest(byte[] page) {
        JsonNode read = JSON.readTree(page);
        if (read.path("commentCount").asInt() != comments
                || read.path("version").asLong() != version) {
            throw new IllegalStateException(
                    "of a post in version %d with %d comments this is shown: %s".formatted(version, comments, read));
        }
    }
}
