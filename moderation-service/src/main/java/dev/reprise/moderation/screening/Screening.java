package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.MatchedAt;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What this service has decided about one comment: the fold of its verdicts, and of what they were about.
///
/// @param authorId who wrote the comment; absent in documents that are older than this field
/// @param revision the comment's revision that was judged last
/// @param commentSequence the sequence of the comment's event that was screened last; an older one changes nothing
/// @param content what the revision says, while it is held; absent otherwise, a decision is all that is kept of it
/// @param history every verdict, the oldest first
/// @param deleted whether the comment is gone; its history stays
public record Screening(
        UUID postId,
        @Nullable String authorId,
        int revision,
        long commentSequence,
        Verdict status,
        @Nullable String content,
        List<Decided> history,
        boolean deleted) {

    /// Who decides when no person does.
    public static final String POLICY = "policy";

    /// One verdict as the history shows it.
    ///
    /// @param decidedBy `policy`, or the moderator's id
    public record Decided(
            @Schema(description = "The comment's revision that was judged.", minimum = "1")
            int revision,

            Verdict status,

            @Schema(description = "The rule that decided; absent when none matched.") @Nullable
            String ruleId,

            @Schema(description = "The text that the rule found.") @Nullable
            String matched,

            @Schema(description = "Where that text stands, in characters (Unicode code points).") @Nullable
            MatchedAt matchedAt,

            @Nullable String reason,
            long policyVersion,

            @Schema(description = "`policy`, or the moderator's id.")
            String decidedBy,

            Instant decidedAt) {

        /// Whether a person decided: nothing but the author's edit and a person may change that.
        public boolean byModerator() {
            return !decidedBy.equals(POLICY);
        }

        static Decided of(CommentModerated verdict) {
            return new Decided(
                    verdict.revision(),
                    verdict.status(),
                    verdict.ruleId(),
                    verdict.matched(),
                    verdict.matchedAt(),
                    verdict.reason(),
                    verdict.policyVersion(),
                    verdict.decidedBy(),
                    verdict.decidedAt());
        }
    }

    /// The first verdict on a comment, which says neither who wrote it nor what; see [#told].
    public static Screening first(CommentModerated verdict, long commentSequence) {
        return new Screening(
                verdict.postId(),
                null,
                verdict.revision(),
                commentSequence,
                verdict.status(),
                null,
                List.of(Decided.of(verdict)),
                false);
    }

    /// One more verdict. What is held says nothing until it is [#told].
    public Screening after(CommentModerated verdict, long newCommentSequence) {
        List<Decided> longer = new ArrayList<>(history);
        longer.add(Decided.of(verdict));
        return new Screening(
                postId,
                authorId,
                verdict.revision(),
                newCommentSequence,
                verdict.status(),
                null,
                List.copyOf(longer),
                deleted);
    }

    /// One more verdict, which a person reached without any news of the comment.
    public Screening decided(CommentModerated verdict) {
        return after(verdict, commentSequence);
    }

    /// What an event says of the comment itself: who wrote it, what is held, that it is gone. Hearing it again changes
    /// nothing.
    public Screening told(CommentEvent event) {
        return switch (event) {
            case CommentCreated created -> by(created.authorId()).saying(created.revision(), created.content());
            case CommentUpdated updated -> saying(updated.revision(), updated.content());
            case CommentDeleted gone ->
                new Screening(postId, authorId, revision, commentSequence, status, null, history, true);
        };
    }

    private Screening by(String author) {
        return new Screening(postId, author, revision, commentSequence, status, content, history, deleted);
    }

    private Screening saying(int which, String text) {
        boolean isHeld = status == Verdict.HELD && which == revision && !deleted;
        return isHeld ? new Screening(postId, authorId, revision, commentSequence, status, text, history, false) : this;
    }

    Screening heard(long newCommentSequence) {
        return new Screening(postId, authorId, revision, newCommentSequence, status, content, history, deleted);
    }

    /// Whether a moderator has to decide.
    public boolean isWaiting() {
        return status == Verdict.HELD && !deleted;
    }

    /// Whether no person has decided on the revision that stands, so that a policy still may.
    public boolean isForPolicy() {
        return !deleted
                && history.stream().noneMatch(verdict -> verdict.revision() == revision && verdict.byModerator());
    }

    /// The verdict that counts.
    public Decided last() {
        return history.getLast();
    }
}
