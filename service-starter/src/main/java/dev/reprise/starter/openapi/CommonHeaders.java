package dev.reprise.starter.openapi;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/// The parameters that services share, and what a successful answer carries besides its body: both follow from what a
/// controller's method takes.
final class CommonHeaders {

    private static final String ID = "01980c5e-7d4a-7c3b-9a51-2f0e6d1b8a90";

    private CommonHeaders() {}

    static void add(Operation operation, HandlerMethod method) {
        parameters(operation).forEach(CommonHeaders::describe);
        if (takes(method, IfMatch.class)) {
            operation.addParametersItem(ifMatch(isConditional(method)));
        }
        if (takes(method, Caller.class)) {
            operation.addParametersItem(author());
        }
        succeed(operation, method);
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter.getParameterType() == type);
    }

    /// Whether the method refuses to change anything without an `If-Match`.
    private static boolean isConditional(HandlerMethod method) {
        String code = Problems.preconditionRequired().code();
        return AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), Refuses.class).stream()
                .anyMatch(refuses -> refuses.code().equals(code));
    }

    private static void describe(Parameter parameter) {
        switch (parameter.getName()) {
            case "limit" -> {
                Object most = parameter.getSchema().getDefault();
                Schema<Number> schema = new IntegerSchema();
                schema.setMinimum(BigDecimal.ONE);
                schema.setMaximum(BigDecimal.valueOf(100));
                schema.setDefault(most == null ? 20 : Integer.valueOf(most.toString()));
                parameter.schema(schema).description("How many items a page has at the most.");
            }
            case "cursor" ->
                parameter
                        .schema(new StringSchema().maxLength(500))
                        .description("The `nextCursor` of the page before, as it was answered; without it the first"
                                + " page. Opaque.");
            case IdempotencyKeys.HEADER ->
                parameter
                        .schema(new StringSchema().minLength(1).maxLength(255))
                        .description("Makes the request safe to repeat: the same key with the same body gets the first"
                                + " answer again, for at least seven days.")
                        .example("7d1f0a52-my-first-attempt");
            case "id", "postId" -> parameter.example(ID);
            default -> {}
        }
    }

    private static Parameter ifMatch(boolean required) {
        return new HeaderParameter()
                .name(HttpHeaders.IF_MATCH)
                .required(required)
                .description("The `ETag` that was last seen, so that no change of others is lost; `*` for any.")
                .schema(new StringSchema())
                .example("\"1\"");
    }

    private static Parameter author() {
        return new HeaderParameter()
                .name("X-Author")
                .required(false)
                .description("Who sends the request, until there are tokens; without it `anonymous`.")
                .schema(new StringSchema().minLength(1).maxLength(200).pattern("^[\\p{L}\\p{N}._@+|-]+$"))
                .example("ada");
    }

    private static void succeed(Operation operation, HandlerMethod method) {
        boolean isConditional = takes(method, IfMatch.class);
        if (!operation.getResponses().containsKey("200")) {
            return; // The method says itself what it answers.
        }
        if (parameters(operation).stream().anyMatch(parameter -> IdempotencyKeys.HEADER.equals(parameter.getName()))) {
            ApiResponse created = answer(operation, HttpStatus.CREATED);
            created.addHeaderObject(HttpHeaders.LOCATION, header("The address of what was created.", true));
            created.addHeaderObject(HttpHeaders.ETAG, etag());
            created.addHeaderObject(ConsistencyToken.HEADER, token(true));
        } else if (method.hasMethodAnnotation(DeleteMapping.class)) {
            ApiResponse deleted = answer(operation, HttpStatus.NO_CONTENT);
            if (isConditional) {
                deleted.addHeaderObject(ConsistencyToken.HEADER, token(true));
            }
        } else if (isConditional) {
            ApiResponse changed = answer(operation, HttpStatus.OK);
            changed.addHeaderObject(HttpHeaders.ETAG, etag());
            changed.addHeaderObject(ConsistencyToken.HEADER, token(false));
        } else if (method.hasMethodAnnotation(GetMapping.class) && answersOneRecord(method)) {
            answer(operation, HttpStatus.OK).addHeaderObject(HttpHeaders.ETAG, etag());
        }
    }

    private static boolean answersOneRecord(HandlerMethod method) {
        ResolvableType answered = ResolvableType.forMethodReturnType(method.getMethod());
        return answered.toClass() == ResponseEntity.class
                && answered.getGeneric().toClass().isRecord();
    }

    /// The answer that springdoc takes for a 200.
    private static ApiResponse answer(Operation operation, HttpStatus status) {
        ApiResponse response = Objects.requireNonNull(operation.getResponses().remove("200"));
        operation.getResponses().addApiResponse(Integer.toString(status.value()), response);
        return response.description(status.getReasonPhrase());
    }

    private static Header etag() {
        return header("The version, for `If-Match`.", true);
    }

    private static Header token(boolean always) {
        return header(
                always
                        ? "Names this write. A read at query-service that carries it waits until the write is visible."
                        : "Names this write, as reads at query-service take it; absent when nothing had to change.",
                always);
    }

    private static Header header(String description, boolean always) {
        return new Header().description(description).required(always).schema(new StringSchema());
    }
}
