package dev.reprise.moderation.decisions;

import static dev.reprise.starter.web.TextRule.normalized;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.decisions.Outcome.AlreadyDecided;
import dev.reprise.moderation.decisions.Outcome.Decided;
import dev.reprise.moderation.decisions.Outcome.Gone;
import dev.reprise.moderation.decisions.Outcome.StaleRevision;
import dev.reprise.moderation.decisions.Outcome.StaleVerdict;
import dev.reprise.moderation.decisions.Outcome.Stands;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.TextRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a moderator asks for. Pure.
///
/// @param revision the comment's revision that the moderator saw
/// @param decision `approve` or `reject`
/// @param reason for the comment's author, at most 500 characters
record Decide(
        @Schema(requiredMode = REQUIRED) @Nullable UUID commentId,

        @Schema(
                requiredMode = REQUIRED,
                minimum = "1",
                description = "The comment's revision that was seen; another one refuses the decision.")
        @Nullable
        Integer revision,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"approve", "reject"})
        @Nullable
        String decision,

        @Schema(maxLength = 500, description = "For the comment's author.") @Nullable
        String reason) {

    private static final TextRule REASON = new TextRule("reason", 0, 500);

    /// @param place where it stands in a list, e.g. `[3].`; empty when it stands alone
    List<Optional<FieldError>> checks(String place) {
        return List.of(
                require(place + "commentId", commentId != null, "must be a comment's id"),
                require(place + "revision", revision != null && revision > 0, "must be 1 or more"),
                require(place + "decision", verdict().isPresent(), "must be approve or reject"),
                REASON.check(reason).map(error -> new FieldError(place + error.field(), error.message())));
    }

    private static Optional<FieldError> require(String field, boolean holds, String message) {
        return holds ? Optional.empty() : Optional.of(new FieldError(field, message));
    }

    private Optional<Verdict> verdict() {
        return switch (decision) {
            case "approve" -> Optional.of(Verdict.APPROVED);
            case "reject" -> Optional.of(Verdict.REJECTED);
            case null, default -> Optional.empty();
        };
    }

    /// What the moderator says of the verdict that the comment has.
    enum Seen {
        NOT_SAID,
        CURRENT,
        OUTDATED
    }

    /// What the decision comes to. A verdict of the policy may always be changed, one of another moderator only by who
    /// says that they saw it.
    ///
    /// @param now the same for a request that is repeated
    /// @throws IllegalStateException when [#checks] finds something
    Outcome decide(Screening screening, String moderator, Instant now, Seen lastVerdict) {
        Verdict verdict = verdict().orElseThrow(() -> new IllegalStateException("an unknown decision was let through"));
        int judged = given(revision);
        for (int index = 0; index < screening.history().size(); index++) {
            Screening.Decided earlier = screening.history().get(index);
            boolean isThis = earlier.decidedBy().equals(moderator)
                    && earlier.decidedAt().equals(now)
                    && earlier.revision() == judged
                    && earlier.status() == verdict;
            if (isThis) {
                return new Stands(earlier, index + 1L);
            }
        }
        return screening.deleted() ? new Gone() : decide(screening, moderator, now, lastVerdict, judged, verdict);
    }

    private Outcome decide(
            Screening screening, String moderator, Instant now, Seen lastVerdict, int judged, Verdict verdict) {
        if (screening.revision() != judged) {
            return new StaleRevision(screening.revision());
        }
        if (lastVerdict == Seen.OUTDATED) {
            return new StaleVerdict();
        }
        Screening.Decided last = screening.last();
        boolean changesOwn = last.decidedBy().equals(moderator) && last.status() != verdict;
        if (last.byModerator() && lastVerdict == Seen.NOT_SAID && !changesOwn) {
            return new AlreadyDecided(last);
        }
        String text = normalized(reason);
        return new Decided(new CommentModerated(
                given(commentId),
                screening.postId(),
                judged,
                verdict,
                null,
                null,
                text.isEmpty() ? null : text,
                last.policyVersion(),
                moderator,
                now));
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an incomplete decision was let through");
        }
        return value;
    }
}
