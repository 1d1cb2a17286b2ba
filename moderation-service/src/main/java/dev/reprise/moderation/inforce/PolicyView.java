package dev.reprise.moderation.inforce;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A policy as it is answered.
@Schema(name = "Policy")
record PolicyView(
        @Schema(
                description = "Counts the policies that have been in force; the `ETag` is this in quotes.",
                minimum = "1")
        long version,

        @ArraySchema(schema = @Schema(implementation = RuleForm.class))
        List<Map<String, Object>> rules,

        @Schema(description = "Who put it in force; absent of the first, which comes with the service.") @Nullable
        String changedBy,

        @Nullable Instant changedAt) {

    static PolicyView of(PolicyDocument document) {
        return new PolicyView(document.version(), document.rules(), document.changedBy(), document.changedAt());
    }
}
