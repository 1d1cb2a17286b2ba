package dev.reprise.starter.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// The problems that every service can answer with, and their codes.
public final class Problems {

    private final List<ProblemDecorator> decorators;

    public Problems(List<ProblemDecorator> decorators) {
        this.decorators = decorators;
    }

    /// The answer's body.
    public ProblemDetail body(Problem problem) {
        ProblemDetail body = problem.toDetail();
        decorators.forEach(decorator -> decorator.decorate(body));
        return body;
    }

    /// The answer's body, with the address that failed.
    ///
    /// @param path as it was sent: encoded. Slashes at its beginning become one, for `//name` refers to a host
    ///     (RFC 3986, 4.2)
    ProblemDetail body(Problem problem, String path) {
        ProblemDetail body = body(problem);
        body.setInstance(URI.create(path.replaceFirst("^/+", "/")));
        return body;
    }

    public static Problem bodyTooLarge(long most) {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "The body is larger than %d bytes.".formatted(most));
    }

    public static Problem internalError() {
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong here; the log says what.");
    }

    public static Problem storeUnavailable() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "store-unavailable",
                        "The database does not answer. Try again; with the same Idempotency-Key nothing happens twice.")
                .retryAfter(Duration.ofSeconds(1));
    }

    public static Problem outboxFull() {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "outbox-full",
                        "Too many earlier changes of it have not been published yet. Nothing was changed; try again.")
                .retryAfter(Duration.ofSeconds(5));
    }

    public static Problem preconditionRequired() {
        return new Problem(
                HttpStatus.PRECONDITION_REQUIRED,
                "if-match-required",
                "Send the ETag you last saw as If-Match, so that no change of others is lost.");
    }

    public static Problem preconditionFailed() {
        return new Problem(
                HttpStatus.PRECONDITION_FAILED,
                "stale-version",
                "It was changed meanwhile: read it again and decide anew.");
    }

    public static Problem malformedJson(String detail) {
        return Problem.badRequest("malformed-json", detail);
    }

    /// @param field where in the body
    public static Problem unknownField(String field) {
        return Problem.badRequest("unknown-field", "The body has a field that is not known here.")
                .with("field", field);
    }

    /// @param field where in the body
    public static Problem wrongType(String field) {
        return Problem.badRequest("wrong-type", "A field of the body is not of the type it has to be.")
                .with("field", field);
    }

    /// @param errors at least one
    public static Problem invalidField(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        return Problem.badRequest("invalid-field", "The field '%s' %s.".formatted(first.field(), first.message()))
                .with("errors", errors);
    }

    public static Problem invalidLimit() {
        return Problem.badRequest("invalid-limit", "limit is a whole number from 1 to %d.".formatted(Limit.MOST));
    }

    public static Problem invalidCursor() {
        return Problem.badRequest("invalid-cursor", "Send a nextCursor of this list as it was answered, or none.");
    }

    public static Problem invalidIfMatch() {
        return Problem.badRequest("invalid-if-match", "If-Match takes an ETag as it was answered, quotes included.");
    }

    public static Problem invalidAuthor() {
        return Problem.badRequest(
                "invalid-author", "X-Author takes 1 to 200 letters, digits and the characters . _ @ + | -");
    }

    public static Problem invalidIdempotencyKey() {
        return Problem.badRequest(
                "invalid-idempotency-key",
                "An Idempotency-Key has 1 to %d characters.".formatted(IdempotencyKeys.MOST_CHARACTERS));
    }

    public static Problem idempotencyKeyReused() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request; take a new one.");
    }

    public static Problem notOwner() {
        return new Problem(HttpStatus.FORBIDDEN, "not-owner", "Only its author may do this.");
    }

    /// A status that the framework chose, where nothing more exact is known.
    public static Problem of(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> new Problem(status, "bad-request", "The request can't be understood.");
            case NOT_FOUND -> new Problem(status, "not-found", "There is nothing here.");
            case METHOD_NOT_ALLOWED ->
                new Problem(status, "method-not-allowed", "This address does not take this method.");
            case NOT_ACCEPTABLE -> new Problem(status, "not-acceptable", "The answer is JSON; Accept excludes it.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Problem(status, "unsupported-media-type", "Send the body as application/json.");
            case INTERNAL_SERVER_ERROR -> internalError();
            default ->
                new Problem(
                        status,
                        status.getReasonPhrase()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^a-z]+", "-"),
                        status.getReasonPhrase() + ".");
        };
    }
}
