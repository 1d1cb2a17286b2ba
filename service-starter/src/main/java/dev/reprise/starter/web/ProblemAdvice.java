package dev.reprise.starter.web;

import com.mongodb.MongoException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// The one place where refusals and failures become answers.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException refusal) {
        return answer(refusal.problem(), new HttpHeaders());
    }

    @ExceptionHandler({DataAccessException.class, MongoException.class})
    ResponseEntity<Object> storeFailed(RuntimeException failure) {
        LOG.error("the store did not do what was asked", failure);
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return answer(Problems.storeUnavailable(), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception failure) {
        LOG.error("a request failed", failure);
        return answer(Problems.internalError(), new HttpHeaders());
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(bodyProblem(unreadable), headers);
    }

    private static Problem bodyProblem(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnrecognizedPropertyException unknown -> {
                    return Problem.badRequest("unknown-field", "The body has a field that is not known here.")
                            .with("field", path(unknown));
                }
                case StreamReadException malformed -> {
                    return Problem.badRequest("malformed-json", "The body is not JSON.");
                }
                case DatabindException mismatched -> {
                    return Problem.badRequest("wrong-type", "A field of the body is not of the type it has to be.")
                            .with("field", path(mismatched));
                }
                default -> {}
            }
        }
        return Problem.badRequest("malformed-json", "The body has to be a JSON object.");
    }

    /// Where in the body, e.g. `title` or `rules[2].kind`, at most 100 characters.
    private static String path(DatabindException failure) {
        StringBuilder path = new StringBuilder();
        List<tools.jackson.core.JacksonException.Reference> steps = failure.getPath();
        for (var step : steps) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.substring(0, Math.min(100, path.length()));
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // An id that is no UUID names nothing.
        return answer(
                Problems.of(mismatch.getRequiredType() == UUID.class ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST),
                headers);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (status.is5xxServerError()) {
            LOG.error("a request failed", failure);
        }
        return answer(Problems.of(known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known), headers);
    }

    private ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.body(problem));
    }
}
