package dev.reprise.comment.discussion;

import static dev.reprise.starter.web.TextRule.normalized;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.TextRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an author sends to write or to change a comment. Pure.
///
/// @param content 1–10,000 characters
record WriteComment(
        @Schema(requiredMode = REQUIRED, minLength = 1, maxLength = 10_000) @Nullable
        String content) {

    private static final TextRule CONTENT = new TextRule("content", 1, 10_000);

    List<Optional<FieldError>> checks() {
        return List.of(CONTENT.check(content));
    }

    CommentCreated decide(UUID commentId, UUID postId, String authorId, Instant now) {
        return new CommentCreated(commentId, postId, authorId, normalized(content), CommentStatus.PENDING, 1, now);
    }

    /// An edit is screened again; nothing when the comment already reads like that.
    Optional<CommentUpdated> decide(UUID commentId, Comment comment, Instant now) {
        String written = normalized(content);
        return written.equals(comment.content())
                ? Optional.empty()
                : Optional.of(new CommentUpdated(
                        commentId,
                        comment.postId(),
                        written,
                        CommentStatus.PENDING,
                        comment.revision() + 1,
                        null,
                        now));
    }
}
