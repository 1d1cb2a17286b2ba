package dev.reprise.moderation.decisions;

import dev.reprise.moderation.decisions.DecisionAnswers.Decision;
import dev.reprise.moderation.decisions.DecisionAnswers.Item;
import dev.reprise.moderation.decisions.DecisionAnswers.Refused;
import dev.reprise.moderation.decisions.Outcome.AlreadyDecided;
import dev.reprise.moderation.decisions.Outcome.Gone;
import dev.reprise.moderation.decisions.Outcome.StaleRevision;
import dev.reprise.moderation.decisions.Outcome.StaleVerdict;
import dev.reprise.moderation.decisions.Outcome.Stands;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IdempotencyKeys.Claim;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Takes moderators' decisions.
@Tag(name = "Queue")
@RestController
class DecisionController {

    private final Decisions decisions;
    private final IdempotencyKeys idempotencyKeys;

    DecisionController(Decisions decisions, IdempotencyKeys idempotencyKeys) {
        this.decisions = decisions;
        this.idempotencyKeys = idempotencyKeys;
    }

    @Operation(
            operationId = "decide",
            summary = "Decides on a comment, or on up to 100 of them",
            description = "On one that waits, or against what the policy or the moderator decided before. What another"
                    + " moderator decided is overruled only with the `ETag` of the comment's history as `If-Match`. A"
                    + " list is answered with 207 and what became of each; only a list that can't be understood is"
                    + " refused as a whole.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(oneOf = {Decide.class, Decide[].class}))))
    @ApiResponse(
            responseCode = "201",
            description = "Created",
            headers = {
                @Header(
                        name = HttpHeaders.LOCATION,
                        description = "The comment's history.",
                        required = true,
                        schema = @Schema(type = "string")),
                @Header(
                        name = HttpHeaders.ETAG,
                        description = "The verdict, for `If-Match`.",
                        required = true,
                        schema = @Schema(type = "string"))
            },
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = Decision.class)))
    @ApiResponse(
            responseCode = "207",
            description = "Multi-Status: what became of each decision of a list.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = DecisionAnswers.Decisions.class)))
    @Refuses(status = 404, code = "comment-not-found", detail = "There is no such comment, or none any more.")
    @Refuses(
            status = 409,
            code = "stale-revision",
            detail = "The author edited the comment: look at what it says now, and decide on revision 2.",
            extras = "{\"revision\":2}")
    @Refuses(
            status = 409,
            code = "already-decided",
            detail = "grace decided on it already. To overrule that, send the ETag of its history as If-Match.",
            extras = "{\"verdict\":\"rejected\",\"decidedBy\":\"grace\",\"decidedAt\":\"2026-05-04T09:33:00.000Z\"}")
    @Refuses(status = 403, code = "reserved-author", detail = "Nobody may decide under the name that the policy has.")
    @Refuses(
            status = 400,
            code = "if-match-with-list",
            detail = "If-Match names one verdict: overrule one comment at a time.")
    @PostMapping(path = "/decisions", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> decide(
            @RequestBody DecisionRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            IfMatch ifMatch,
            Caller caller) {
        FieldError.throwIfAny(request.checks());
        if (caller.id().equals(Screening.POLICY)) {
            throw DecisionProblems.reservedAuthor().exception();
        }
        if (request.isList() && ifMatch.present()) {
            throw DecisionProblems.ifMatchWithList().exception();
        }
        Claim claim = idempotencyKeys.claim(key, caller, "POST /decisions", request);
        if (!request.isList()) {
            return answer(request.items().getFirst(), caller, claim.at(), ifMatch);
        }
        List<Item> items = request.items().stream()
                .map(decide -> item(decide, caller, claim.at(), ifMatch))
                .toList();
        return ResponseEntity.status(HttpStatus.MULTI_STATUS).body(new DecisionAnswers.Decisions(items));
    }

    private ResponseEntity<Decision> answer(Decide decide, Caller caller, Instant at, IfMatch ifMatch) {
        UUID commentId = commentId(decide);
        return switch (decisions.carryOut(decide, commentId, caller.id(), at, ifMatch)) {
            case Stands stands ->
                ResponseEntity.created(URI.create("/comments/" + commentId + "/history"))
                        .eTag(IfMatch.etag(stands.sequence()))
                        .body(Decision.of(commentId, stands.verdict()));
            case Outcome refused -> throw problem(refused).exception();
        };
    }

    private Item item(Decide decide, Caller caller, Instant at, IfMatch ifMatch) {
        UUID commentId = commentId(decide);
        return switch (decisions.carryOut(decide, commentId, caller.id(), at, ifMatch)) {
            case Stands stands ->
                new Item(commentId, HttpStatus.CREATED.value(), Decision.of(commentId, stands.verdict()), null);
            case Outcome refused -> {
                Problem problem = problem(refused);
                yield new Item(commentId, problem.status().value(), null, Refused.of(problem, refused));
            }
        };
    }

    private static UUID commentId(Decide decide) {
        return Objects.requireNonNull(decide.commentId(), "an incomplete decision was let through");
    }

    private static Problem problem(Outcome refused) {
        return switch (refused) {
            case Gone _ -> DecisionProblems.gone();
            case StaleRevision stale -> DecisionProblems.staleRevision(stale);
            case AlreadyDecided already -> DecisionProblems.alreadyDecided(already);
            case StaleVerdict _ -> Problems.preconditionFailed();
            case Stands _, Outcome.Decided _ -> throw new IllegalStateException("what was carried out is no problem");
        };
    }
}
