package dev.reprise.moderation.decisions;

import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.moderation.screening.Screening;

/// What a decision comes to, given what is known of the comment.
sealed interface Outcome {

    /// The verdict changes, and this tells of it.
    record Decided(CommentModerated event) implements Outcome {}

    /// The verdict is the comment's last, or was once when the same request was carried out before.
    ///
    /// @param sequence of the verdict's event
    record Stands(Screening.Decided verdict, long sequence) implements Outcome {}

    /// There is no such comment, or none any more.
    record Gone() implements Outcome {}

    /// The author edited the comment; the moderator saw what it said before.
    record StaleRevision(int revision) implements Outcome {}

    /// A moderator decided on this revision, and the request does not say that this was seen.
    record AlreadyDecided(Screening.Decided verdict) implements Outcome {}

    /// The request names a verdict to overrule, which is not the comment's last.
    record StaleVerdict() implements Outcome {}
}
