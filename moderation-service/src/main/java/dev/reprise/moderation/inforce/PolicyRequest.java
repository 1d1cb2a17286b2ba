package dev.reprise.moderation.inforce;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.reprise.moderation.policy.PolicyFault;
import dev.reprise.moderation.policy.PolicyReading;
import dev.reprise.moderation.policy.PolicyReading.Read;
import dev.reprise.moderation.policy.Rule;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A policy as moderators send it.
///
/// @param rules the first that applies decides; an empty list approves everything
@Schema(name = "PolicyRequest")
public record PolicyRequest(
        @ArraySchema(schema = @Schema(implementation = RuleForm.class), arraySchema = @Schema(requiredMode = REQUIRED))
        @Nullable
        List<Map<String, Object>> rules) {

    /// What may be wrong with a policy.
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Refuses(
            status = 400,
            code = "invalid-policy",
            detail = "The policy is not accepted: /rules/3/pattern is no pattern in RE2's syntax: missing closing ].",
            extras = """
                {"errors": [{
                  "field": "/rules/3/pattern",
                  "code": "bad-pattern",
                  "message": "is no pattern in RE2's syntax: missing closing ]"
                }]}\
                """)
    public @interface Refused {}

    /// @throws dev.reprise.starter.web.ProblemException 400 `invalid-policy` with the place of each error
    /// @param classifiers the names of those that there are
    public List<Rule> accepted(Set<String> classifiers) {
        return switch (read(classifiers)) {
            case Read.Accepted(List<Rule> accepted) -> accepted;
            case Read.Refused(List<PolicyFault> faults) -> throw refusal(faults).exception();
        };
    }

    private Read read(Set<String> classifiers) {
        return rules == null
                ? new Read.Refused(List.of(new PolicyFault("/rules", "missing", "is missing")))
                : PolicyReading.read(rules, classifiers);
    }

    private static Problem refusal(List<PolicyFault> faults) {
        PolicyFault first = faults.getFirst();
        return Problem.badRequest(
                        "invalid-policy",
                        "The policy is not accepted: %s %s.".formatted(first.field(), first.message()))
                .with("errors", faults);
    }

    /// The rules, of a request that was accepted.
    public List<Map<String, Object>> given() {
        return rules == null ? List.of() : rules;
    }
}
