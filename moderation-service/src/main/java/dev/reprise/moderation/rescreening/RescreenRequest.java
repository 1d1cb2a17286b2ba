package dev.reprise.moderation.rescreening;

import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which comments to rescreen, and how fast.
@Schema(name = "RescreenRequest")
record RescreenRequest(
        @Schema(description = "A preview that is done: only the comments it lists. Without it all.") @Nullable
        UUID preview,

        @Schema(minimum = "1", maximum = "5000", defaultValue = "200", description = "So many verdicts at the most.")
        @Nullable
        Integer changesPerSecond) {

    private static final int MOST = 5_000;
    private static final int USUAL = 200;

    /// @throws dev.reprise.starter.web.ProblemException 400 `invalid-rate`
    int rate() {
        if (changesPerSecond != null && (changesPerSecond < 1 || changesPerSecond > MOST)) {
            throw Problem.badRequest("invalid-rate", "changesPerSecond is from 1 to %d.".formatted(MOST))
                    .exception();
        }
        return changesPerSecond == null ? USUAL : changesPerSecond;
    }
}
