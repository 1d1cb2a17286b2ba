package dev.reprise.starter.openapi;

import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.models.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What an operation can refuse: what follows from its parameters, and what it says by [Refuses].
final class CommonRefusals {

    /// What any address can answer, also one that is no operation.
    static final List<Problem> EVERYWHERE = List.of(
            Problems.of(HttpStatus.BAD_REQUEST),
            Problems.of(HttpStatus.NOT_FOUND),
            Problems.of(HttpStatus.METHOD_NOT_ALLOWED),
            Problems.of(HttpStatus.NOT_ACCEPTABLE),
            Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
            Problems.bodyTooLarge(65_536),
            Problems.internalError(),
            Problems.storeUnavailable());

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private CommonRefusals() {}

    static void add(Operation operation, HandlerMethod method, JsonMapper json) {
        List<Problem> refusals = new ArrayList<>();
        for (Refuses refuses :
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), Refuses.class)) {
            refusals.add(problem(refuses, json));
        }
        Arrays.stream(method.getMethodParameters()).forEach(parameter -> refusals.addAll(of(parameter)));
        refusals.add(Problems.internalError());
        refusals.add(Problems.storeUnavailable());
        refusals.forEach(problem -> Refusals.add(operation, problem));
    }

    private static Problem problem(Refuses refuses, JsonMapper json) {
        Problem problem = new Problem(HttpStatus.valueOf(refuses.status()), refuses.code(), refuses.detail());
        for (var member : json.readValue(refuses.extras(), MEMBERS).entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return refuses.retryAfterSeconds() == 0
                ? problem
                : problem.retryAfter(Duration.ofSeconds(refuses.retryAfterSeconds()));
    }

    private static List<Problem> of(MethodParameter parameter) {
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null && header.name().equals(IdempotencyKeys.HEADER)) {
            return List.of(Problems.invalidIdempotencyKey(), Problems.idempotencyKeyReused());
        } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
            return ofBody(parameter.getParameterType());
        } else if (parameter.getParameterType() == Caller.class) {
            return List.of(Problems.invalidAuthor());
        } else if (parameter.getParameterType() == IfMatch.class) {
            return List.of(Problems.invalidIfMatch(), Problems.preconditionFailed(), Problems.outboxFull());
        } else if (parameter.hasParameterAnnotation(PathVariable.class) && parameter.getParameterType() == UUID.class) {
            return List.of(Problems.of(HttpStatus.NOT_FOUND));
        } else if (parameter.hasParameterAnnotation(RequestParam.class)) {
            return switch (String.valueOf(parameter.getParameter().getName())) {
                case "limit" -> List.of(Problems.invalidLimit());
                case "cursor" -> List.of(Problems.invalidCursor());
                default -> List.of();
            };
        }
        return List.of();
    }

    private static List<Problem> ofBody(Class<?> type) {
        List<Problem> problems = new ArrayList<>(List.of(
                Problems.malformedJson("The body is not JSON."),
                Problems.unknownField("version"),
                Problems.wrongType(type.getRecordComponents()[0].getName()),
                Problems.bodyTooLarge(65_536),
                Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE)));
        // Requests with fields to check have a method of that name, whose findings FieldError refuses.
        if (Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("checks"))) {
            String field = type.getRecordComponents()[0].getName();
            problems.add(Problems.invalidField(List.of(new FieldError(field, "must not be empty"))));
        }
        return problems;
    }
}
