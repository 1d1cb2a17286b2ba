package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.moderation.policy.Content;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Submission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an author wrote: a comment, or its edit.
///
/// @param event the comment's event that tells of it
/// @param authorId absent where only the comment's first event tells it
public record Revision(
        CommentEvent event,
        int number,
        Content content,
        @Nullable String authorId) {

    /// The revision that an event tells of; empty for one that tells of a verdict or a deletion. That an edit
    /// was held is told in the same form as the edit; it comes to the same revision.
    public static Optional<Revision> of(CommentEvent event) {
        return switch (event) {
            case CommentCreated created ->
                Optional.of(
                        new Revision(created, created.revision(), new Content(created.content()), created.authorId()));
            case CommentUpdated edited
            when edited.status() == CommentStatus.PENDING && edited.revision() > 1 ->
                Optional.of(new Revision(edited, edited.revision(), new Content(edited.content()), null));
            case CommentUpdated _, CommentDeleted _ -> Optional.empty();
        };
    }

    /// As the author's past has it.
    public Past.Entry entry() {
        return new Past.Entry(event.commentId(), number, event.occurredAt(), content.digest());
    }

    /// As rules see it.
    public Submission submission(Past past) {
        return new Submission(event.commentId(), number, content, event.occurredAt(), past);
    }
}
