package dev.reprise.moderation.decisions;

import dev.reprise.events.Verdict;
import dev.reprise.moderation.decisions.Outcome.AlreadyDecided;
import dev.reprise.moderation.decisions.Outcome.StaleRevision;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What moderators are answered.
final class DecisionAnswers {

    private DecisionAnswers() {}

    /// A decision that was carried out.
    record Decision(
            UUID commentId,

            @Schema(minimum = "1") int revision,

            Verdict status,
            @Nullable String reason,
            String decidedBy,
            Instant decidedAt) {

        static Decision of(UUID commentId, Decided verdict) {
            return new Decision(
                    commentId,
                    verdict.revision(),
                    verdict.status(),
                    verdict.reason(),
                    verdict.decidedBy(),
                    verdict.decidedAt());
        }
    }

    /// What became of each decision of a list, in its order.
    record Decisions(List<Item> items) {}

    /// What became of one decision of a list.
    record Item(
            UUID commentId,

            @Schema(
                    description = "The status that the decision alone would have been answered with: 201, 404 or 409.",
                    example = "201")
            int status,

            @Schema(description = "Absent when it was refused.") @Nullable
            Decision decision,

            @Schema(description = "Why it was refused; absent when it was not.") @Nullable
            Refused problem) {}

    /// Why one decision of a list was refused: what tells a problem from others.
    ///
    /// @param revision of `stale-revision` alone: the one that the comment has
    /// @param verdict of `already-decided` alone, as are who and when
    record Refused(
            String code,
            String detail,

            @Schema(minimum = "1") @Nullable Integer revision,

            @Nullable Verdict verdict,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {

        static Refused of(Problem problem, Outcome outcome) {
            Integer revision = outcome instanceof StaleRevision stale ? stale.revision() : null;
            Decided first = outcome instanceof AlreadyDecided already ? already.verdict() : null;
            return new Refused(
                    problem.code(),
                    problem.detail(),
                    revision,
                    first == null ? null : first.status(),
                    first == null ? null : first.decidedBy(),
                    first == null ? null : first.decidedAt());
        }
    }
}
