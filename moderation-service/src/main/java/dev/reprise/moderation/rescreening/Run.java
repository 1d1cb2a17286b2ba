package dev.reprise.moderation.rescreening;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One preview or rescreen as it was last written down. Immutable.
///
/// @param rules of a preview: those that are tried
/// @param policyVersion of a rescreen: the policy that is applied; 0 of a preview
/// @param preview of a rescreen: the preview whose changes alone are looked at; absent for all comments
/// @param changesPerSecond of a rescreen: so many verdicts at the most
/// @param reason why it failed
record Run(
        UUID id,
        Kind kind,
        RunState state,
        List<Map<String, Object>> rules,
        long policyVersion,
        @Nullable UUID preview,
        int changesPerSecond,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        Tally tally) {

    enum Kind {
        @JsonProperty("preview")
        PREVIEW,
        @JsonProperty("rescreen")
        RESCREEN
    }

    static Run preview(UUID id, List<Map<String, Object>> rules, String requestedBy, Instant now) {
        return new Run(
                id, Kind.PREVIEW, RunState.WAITING, rules, 0, null, 0, requestedBy, now, null, null, Tally.NOTHING);
    }

    static Run rescreen(
            UUID id,
            long policyVersion,
            @Nullable UUID preview,
            int changesPerSecond,
            String requestedBy,
            Instant now) {
        return new Run(
                id,
                Kind.RESCREEN,
                RunState.WAITING,
                List.of(),
                policyVersion,
                preview,
                changesPerSecond,
                requestedBy,
                now,
                null,
                null,
                Tally.NOTHING);
    }
}
