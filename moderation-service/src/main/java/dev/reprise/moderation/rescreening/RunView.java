package dev.reprise.moderation.rescreening;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A preview or a rescreen as it is answered.
@Schema(name = "PolicyRun")
record RunView(
        UUID id,
        RunState state,

        @Schema(description = "Why it failed.") @Nullable String reason,

        @Schema(description = "Of a rescreen: the policy that is applied.", minimum = "1") @Nullable
        Long policyVersion,

        @Schema(description = "Of a rescreen: the preview whose changes alone are looked at.") @Nullable
        UUID preview,

        @Schema(description = "Of a rescreen: so many verdicts a second at the most.") @Nullable
        Integer changesPerSecond,

        String requestedBy,
        Instant createdAt,
        @Nullable Instant endedAt,

        @Schema(description = "Events of comments that were read.")
        long done,

        @Schema(description = "Events of comments that stood there when it began.")
        long total,

        @Schema(description = "Comments that were judged anew, each in the revision that stands.")
        long comments,

        @Schema(description = "Verdicts that differ: another status, or another rule.")
        long changes,

        @Schema(description = "The same by what becomes what.")
        List<Tally.Shift> shifts,

        @Schema(description = "Comments that a person decided, which are left alone.")
        long byModerator,

        @Schema(description = "Comments whose verdict depends on a classifier, which is not asked again.")
        long unclassified,

        @Schema(description = "Changes that a person, an edit or a deletion forestalled.")
        long overtaken) {

    static RunView of(Run run) {
        Tally tally = run.tally();
        boolean applies = run.kind() == Run.Kind.RESCREEN;
        return new RunView(
                run.id(),
                run.state(),
                run.reason(),
                applies ? run.policyVersion() : null,
                run.preview(),
                applies ? run.changesPerSecond() : null,
                run.requestedBy(),
                run.createdAt(),
                run.endedAt(),
                tally.done(),
                tally.total(),
                tally.comments(),
                tally.changes(),
                tally.shifts(),
                tally.byModerator(),
                tally.unclassified(),
                tally.overtaken());
    }
}
