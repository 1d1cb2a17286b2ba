package dev.reprise.moderation.inforce;

import dev.reprise.moderation.classifying.Classifiers;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The policy, for moderators.
@Tag(name = "Policy")
@RestController
@RequestMapping(path = "/policy", produces = MediaType.APPLICATION_JSON_VALUE)
class PolicyController {

    private final Policies policies;
    private final Classifiers classifiers;
    private final Clock clock;

    PolicyController(Policies policies, Classifiers classifiers, Clock clock) {
        this.policies = policies;
        this.classifiers = classifiers;
        this.clock = clock;
    }

    @Operation(
            operationId = "getPolicy",
            summary = "Shows the policy in force, or one that was",
            description = "A verdict names the version by which it was reached.")
    @Refuses(status = 400, code = "invalid-version", detail = "version is a whole number from 1.")
    @Refuses(status = 404, code = "version-not-found", detail = "There has been no such version of the policy.")
    @GetMapping
    ResponseEntity<PolicyView> get(
            @Parameter(
                            description = "Which version; without it the one in force.",
                            schema = @Schema(type = "integer", minimum = "1"))
                    @RequestParam(required = false)
                    @Nullable
                    String version) {
        PolicyDocument found = version == null
                ? policies.newest()
                : policies.version(number(version))
                        .orElseThrow(() -> Problem.notFound(
                                        "version-not-found", "There has been no such version of the policy.")
                                .exception());
        return answer(found);
    }

    private static long number(String text) {
        try {
            long version = Long.parseLong(text);
            if (version >= 1) {
                return version;
            }
        } catch (NumberFormatException e) {
            throw invalidVersion().exception();
        }
        throw invalidVersion().exception();
    }

    private static Problem invalidVersion() {
        return Problem.badRequest("invalid-version", "version is a whole number from 1.");
    }

    @Operation(
            operationId = "putPolicy",
            summary = "Puts another policy in force",
            description =
                    "For comments and edits that come from now on; see `/policy/rescreen` for those that are there."
                            + " A policy that can't be accepted is refused whole.")
    @PolicyRequest.Refused
    @Refuses(
            status = 428,
            code = "if-match-required",
            detail = "Send the ETag you last saw as If-Match, so that no change of others is lost.")
    @PutMapping
    ResponseEntity<PolicyView> put(@RequestBody PolicyRequest request, IfMatch ifMatch, Caller caller) {
        request.accepted(classifiers.names());
        PolicyDocument current = policies.newest();
        ifMatch.requireCurrent(current.version());
        if (current.rules().equals(request.rules())) {
            return answer(current);
        }
        PolicyDocument next = new PolicyDocument(current.version() + 1, request.given(), caller.id(), clock.instant());
        if (!policies.put(next)) {
            throw Problems.preconditionFailed().exception();
        }
        return answer(next);
    }

    private static ResponseEntity<PolicyView> answer(PolicyDocument document) {
        return ResponseEntity.ok().eTag(IfMatch.etag(document.version())).body(PolicyView.of(document));
    }
}
