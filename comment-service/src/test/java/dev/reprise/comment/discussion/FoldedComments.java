package dev.reprise.comment.discussion;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.recorded.RecordedHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The comments of a recorded history as this service keeps them. Which verdict a comment has heard last is not
/// in its events, but what caused them is.
final class FoldedComments {

    /// @param version the sequence of the last event
    record Folded(long version, Comment state) {

        /// As the aggregate store keeps it, with nothing to publish.
        Document toDocument(UUID id, MongoTemplate mongo) {
            Document mapped = new Document();
            mongo.getConverter().write(state, mapped);
            return new Document("_id", id.toString())
                    .append("version", version)
                    .append("edition", version)
                    .append("state", mapped)
                    .append("outbox", List.of());
        }
    }

    private FoldedComments() {}

    static Map<UUID, Folded> of(RecordedHistory history) {
        Map<UUID, Long> verdicts = new HashMap<>();
        for (ReceivedEvent received : history.events(Topic.MODERATION)) {
            verdicts.put(received.event().id(), received.event().sequence());
        }
        Map<UUID, Folded> comments = new HashMap<>();
        for (ReceivedEvent received : history.events(Topic.COMMENTS)) {
            EventEnvelope event = received.event();
            Long heard = event.causationId() == null ? null : verdicts.get(event.causationId());
            comments.compute(event.subject(), (_, before) -> after(before, event, heard));
        }
        return comments;
    }

    private static @Nullable Folded after(@Nullable Folded before, EventEnvelope event, @Nullable Long heard) {
        if (before != null && event.sequence() <= before.version()) {
            return before;
        }
        CommentEvent data = (CommentEvent) event.data();
        if (data instanceof CommentCreated created) {
            return new Folded(event.sequence(), Comment.opened(created));
        }
        if (before == null) {
            return null;
        }
        Comment state = before.state().after(data);
        return new Folded(
                event.sequence(), heard != null && data instanceof CommentUpdated ? state.heard(heard) : state);
    }
}
