package dev.reprise.starter.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.UriComponentsBuilder;

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

    /// The answer's body where the framework does not fill in which address failed.
    ProblemDetail body(Problem problem, String path) {
        ProblemDetail body = body(problem);
        body.setInstance(UriComponentsBuilder.fromPath(path).build().encode().toUri());
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
                "The database does not answer. Try again; with the same Idempotency-Key nothing happens twice.");
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

    public static Problem notOwner() {
        return new Problem(HttpStatus.FORBIDDEN, "not-owner", "Only its author may do this.");
    }

    /// A status that the framework chose, where nothing more exact is known.
    static Problem of(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> new Problem(status, "bad-request", "The request can't be understood.");
            case NOT_FOUND -> new Problem(status, "not-found", "There is nothing here.");
            case METHOD_NOT_ALLOWED ->
                new Problem(status, "method-not-allowed", "This address does not take this method.");
            case NOT_ACCEPTABLE -> new Problem(status, "not-acceptable", "The answer is JSON; Accept excludes it.");
            case UNSUPPORTED_MEDIA_TYPE ->
                new Problem(status, "unsupported-media-type", "Send the body as application/json.");
            default ->
                status.is5xxServerError()
                        ? internalError()
                        : new Problem(
                                status,
                                status.getReasonPhrase()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replaceAll("[^a-z]+", "-"),
                                status.getReasonPhrase() + ".");
        };
    }
}
