package dev.reprise.moderation;

import static dev.reprise.moderation.RunningModerationService.patiently;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A post and the comments under it, as the other services publish them.
final class Discussion {

    static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    private final RunningModerationService service;
    private final UUID post = Ids.next();
    private final Map<UUID, Long> sequences = new HashMap<>();

    Discussion(RunningModerationService service) {
        this.service = service;
    }

    UUID post() {
        return post;
    }

    private long next(UUID subject) {
        return sequences.merge(subject, 1L, Long::sum);
    }

    Discussion titled(String title) {
        service.publish(new PostCreated(post, title, "", "ada", NOW), next(post));
        return this;
    }

    void retitled(String title) {
        service.publish(new PostUpdated(post, title, "", NOW), next(post));
    }

    void closed() {
        service.publish(new PostDeleted(post, NOW), next(post));
    }

    UUID commented(String author, String content) {
        UUID comment = Ids.next();
        service.publish(
                new CommentCreated(comment, post, author, content, CommentStatus.PENDING, 1, NOW), next(comment));
        return comment;
    }

    EventEnvelope edited(UUID comment, int revision, String content) {
        return service.publish(
                new CommentUpdated(comment, post, content, CommentStatus.PENDING, revision, null, NOW), next(comment));
    }

    void deleted(UUID comment) {
        service.publish(new CommentDeleted(comment, post, NOW), next(comment));
    }

    /// A comment that waits in the queue.
    UUID held(String author, String content) {
        UUID comment = commented(author, content);
        awaitQueued(comment);
        return comment;
    }

    JsonNode awaitQueued(UUID comment) {
        return patiently().until(() -> queued(comment), Optional::isPresent).orElseThrow();
    }

    Optional<JsonNode> queued(UUID comment) {
        return service.queue(100).stream()
                .filter(item -> item.path("commentId").asString().equals(comment.toString()))
                .findFirst();
    }

    /// Every verdict on a comment, as this service shows it, once there are that many.
    List<JsonNode> awaitVerdicts(UUID comment, int count) {
        return patiently().until(() -> verdicts(comment), verdicts -> verdicts.size() >= count);
    }

    List<JsonNode> verdicts(UUID comment) {
        return service.get("/comments/" + comment + "/history")
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    /// The verdicts on a comment that have been published, once there are that many.
    List<CommentModerated> awaitPublished(UUID comment, int count) {
        return patiently().until(() -> published(comment), published -> published.size() >= count);
    }

    private List<CommentModerated> published(UUID comment) {
        return service.published(Topic.MODERATION, post).stream()
                .filter(event -> event.subject().equals(comment))
                .map(event -> (CommentModerated) event.data())
                .distinct()
                .toList();
    }
}
