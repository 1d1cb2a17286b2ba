package dev.reprise.moderation.rescreening;

import dev.reprise.events.MatchedAt;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.screening.PolicyVerdict;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.aggregate.Aggregate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A verdict that differs: the one that stands, and the one that the policy reaches.
@Schema(name = "VerdictChange")
record Change(UUID commentId, UUID postId, int revision, Stands from, Reaches to) {

    /// @param ruleId absent where no rule applied
    @Schema(name = "VerdictThatStands")
    record Stands(Verdict status, @Nullable String ruleId, long policyVersion) {}

    /// @param ruleId absent where no rule applies
    @Schema(name = "VerdictThatWouldBe")
    record Reaches(
            Verdict status,
            @Nullable String ruleId,
            @Nullable String matched,
            @Nullable MatchedAt matchedAt,
            @Nullable String reason) {

        static Reaches of(PolicyVerdict verdict) {
            return new Reaches(
                    verdict.status(), verdict.ruleId(), verdict.matched(), verdict.matchedAt(), verdict.reason());
        }
    }

    static Change of(Aggregate<Screening> seen, PolicyVerdict verdict) {
        Screening stands = seen.state();
        return new Change(
                seen.id(),
                stands.postId(),
                stands.revision(),
                new Stands(
                        stands.status(), stands.last().ruleId(), stands.last().policyVersion()),
                Reaches.of(verdict));
    }
}
