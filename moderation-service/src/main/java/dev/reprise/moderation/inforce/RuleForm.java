package dev.reprise.moderation.inforce;

import io.swagger.v3.oas.annotations.media.Schema;

/// What every rule has; the parameters of its kind stand beside it.
@Schema(
        name = "Rule",
        description = "A rule has the parameters of its kind as well; see docs/moderation.md.",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record RuleForm(
        @Schema(description = "Names the rule in verdicts; unique in its policy.", maxLength = 100, example = "orange")
        String id,

        @Schema(description = "What the rule looks at, e.g. `contains-text`.", example = "contains-text")
        String kind,

        @Schema(allowableValues = {"reject", "hold"}) String outcome) {}
