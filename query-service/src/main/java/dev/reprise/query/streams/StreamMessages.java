package dev.reprise.query.streams;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import dev.reprise.query.model.CommentEntry;
import dev.reprise.query.model.Current;
import dev.reprise.query.posts.CommentView;
import dev.reprise.query.posts.PostView;
import dev.reprise.query.tasks.TaskView;
import dev.reprise.starter.consumer.ReceivedEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Makes of an event what readers are told: the post, comment or task as reads show it now, or that it is gone. An
/// event that a later one has overtaken in the store tells nothing, because the later one will; nor does a second
/// delivery, nor a comment that was never shown. Used by one thread.
@Component
class StreamMessages {

    private static final int REMEMBERED = 20_000;

    /// Tells readers to forget what has this id.
    @Schema(requiredProperties = {"id", "version", "removed"})
    record Gone(
            UUID id,

            @Schema(description = "Of a comment alone.") @Nullable
            UUID postId,

            long version,
            @Schema(description = "Always true.") boolean removed) {}

    private final JsonMapper json;
    private final Cache<UUID, Long> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    StreamMessages(JsonMapper json) {
        this.json = json;
    }

    /// @param after how far the stream has come with this event
    Optional<StreamMessage> of(ReceivedEvent received, Current now, Positions after) {
        DomainEvent event = received.event().data();
        long sequence = received.event().sequence();
        Long last = told.getIfPresent(event.subject());
        if (event instanceof CommentCreated || now.version(event) != sequence || (last != null && last >= sequence)) {
            return Optional.empty();
        }
        Optional<Object> shown = shown(event, now, sequence);
        shown.ifPresent(_ -> told.put(event.subject(), sequence));
        return shown.map(data -> new StreamMessage(
                event.subject(),
                event instanceof TaskEvent ? null : event.key(),
                Positions.index(received.topic(), received.partition()),
                received.offset(),
                after.encode(),
                kind(event),
                json.writeValueAsString(data)));
    }

    private static String kind(DomainEvent event) {
        return switch (event) {
            case PostEvent _ -> "post";
            case CommentEvent _ -> "comment";
            case TaskEvent _ -> "task";
            case ModerationEvent _ -> throw new IllegalStateException("verdicts are not streamed");
        };
    }

    private static Optional<Object> shown(DomainEvent event, Current now, long sequence) {
        return switch (event) {
            case PostEvent post ->
                Optional.of(now.post(post.postId())
                        .map(page -> (Object) PostView.of(page))
                        .orElseGet(() -> new Gone(post.postId(), null, sequence, true)));
            case CommentEvent comment ->
                Optional.ofNullable(now.comments().get(comment.commentId())).flatMap(StreamMessages::shown);
            case TaskEvent task ->
                Optional.ofNullable(now.tasks().get(task.taskId())).map(TaskView::of);
            case ModerationEvent _ -> Optional.empty();
        };
    }

    private static Optional<Object> shown(CommentEntry comment) {
        if (comment.isShown()) {
            return Optional.of(CommentView.of(comment));
        }
        return comment.wasShown()
                ? Optional.of(new Gone(comment.commentId(), comment.postId(), comment.version(), true))
                : Optional.empty();
    }
}
