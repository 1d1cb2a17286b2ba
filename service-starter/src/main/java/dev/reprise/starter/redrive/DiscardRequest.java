package dev.reprise.starter.redrive;

import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.TextRule;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What to discard, and why.
record DiscardRequest(
        @Schema(description = "Is kept. 1–500 characters, not blank.", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String reason,

        @Schema(
                defaultValue = "false",
                description = "Whether everything that waits is discarded. Otherwise only the event that stopped the"
                        + " key is, and the rest is applied.")
        @Nullable
        Boolean all) {

    private static final TextRule REASON = new TextRule("reason", 1, 500);

    String checkedReason() {
        String given = reason == null ? "" : reason.strip();
        if (REASON.check(given).isPresent()) {
            throw Problem.badRequest("reason-required", "Say in 1 to 500 characters why events are discarded.")
                    .exception();
        }
        return given;
    }

    boolean isAll() {
        return Boolean.TRUE.equals(all);
    }
}
