package dev.reprise.starter.web;

import com.mongodb.MongoException;
import dev.reprise.starter.aggregate.OutboxFullException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
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
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
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
    ResponseEntity<Object> refused(ProblemException refusal, WebRequest request) {
        return answer(refusal.problem(), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> outboxFull(OutboxFullException full, WebRequest request) {
        LOG.warn("a change was refused: {}", full.getMessage());
        return answer(Problems.outboxFull(), new HttpHeaders(), request);
    }

    @ExceptionHandler({DataAccessException.class, MongoException.class})
    ResponseEntity<Object> storeFailed(RuntimeException failure, WebRequest request) {
        LOG.error("the store did not do what was asked", failure);
        return answer(Problems.storeUnavailable(), new HttpHeaders(), request);
    }

    /// Thrown by the server where the first parameter is asked for, when one of them can't be read or there are too
    /// many.
    @ExceptionHandler
    ResponseEntity<Object> parametersNotReadable(InvalidParameterException unreadable, WebRequest request) {
        return answer(Problems.of(HttpStatus.BAD_REQUEST), new HttpHeaders(), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception failure, WebRequest request) {
        LOG.error("a request failed", failure);
        return answer(Problems.internalError(), new HttpHeaders(), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(bodyProblem(unreadable), headers, request);
    }

    static Problem bodyProblem(HttpMessageNotReadableException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnrecognizedPropertyException unknown -> {
                    return Problems.unknownField(path(unknown));
                }
                case InputCoercionException mismatched -> {
                    return wrongType(mismatched);
                }
                case StreamConstraintsException tooMuch -> {
                    return Problems.malformedJson(
                            "The body is nested too deeply, or a name or a number in it is too long.");
                }
                case StreamReadException malformed -> {
                    return Problems.malformedJson("The body is not JSON.");
                }
                case DatabindException mismatched -> {
                    return wrongType(mismatched);
                }
                default -> {}
            }
        }
        return Problems.malformedJson("The body has to be a JSON object.");
    }

    private static Problem wrongType(JacksonException mismatched) {
        return Problems.wrongType(path(mismatched));
    }

    /// Where in the body, e.g. `title` or `rules[2].kind`, at most 100 characters.
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        List<JacksonException.Reference> steps = failure.getPath();
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
                headers,
                request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known == null || known.is5xxServerError()) {
            LOG.error("a request failed", failure);
            return answer(Problems.internalError(), headers, request);
        }
        return answer(Problems.of(known), headers, request);
    }

    /// @param headers may be read-only
    private ResponseEntity<Object> answer(Problem problem, HttpHeaders headers, WebRequest request) {
        Duration retryAfter = problem.retryAfter();
        String path = ((ServletWebRequest) request).getRequest().getRequestURI();
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .headers(more -> {
                    if (retryAfter != null) {
                        more.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
                    }
                })
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.body(problem, path));
    }
}
