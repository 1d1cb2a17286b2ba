package dev.reprise.starter.openapi;

import dev.reprise.starter.web.Problem;
import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The problems in an OpenAPI document: every operation names the codes it can refuse with, each with an example
/// that is the body the service would send.
public final class Refusals {

    /// Where an operation's problems wait until the document is put together.
    private static final String EXTENSION = "x-refusals";

    private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

    private final Problems problems;
    private final JsonMapper json;

    Refusals(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    /// Says that the operation can answer with this.
    public static void add(Operation operation, Problem problem) {
        List<Problem> all = new ArrayList<>(of(operation));
        if (all.stream().noneMatch(known -> known.code().equals(problem.code()))) {
            all.add(problem);
        }
        operation.addExtension(EXTENSION, all);
    }

    private static List<Problem> of(Operation operation) {
        Object waiting = operation.getExtensions() == null
                ? null
                : operation.getExtensions().get(EXTENSION);
        return waiting instanceof List<?> list
                ? list.stream().map(Problem.class::cast).toList()
                : List.of();
    }

    /// Turns what was added into responses.
    void describe(OpenAPI document) {
        Components components = document.getComponents();
        CommonRefusals.EVERYWHERE.forEach(problem -> example(components, problem));
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> {
                    of(operation).forEach(problem -> respond(operation, problem, components));
                    operation.getExtensions().remove(EXTENSION);
                });
    }

    private void respond(Operation operation, Problem problem, Components components) {
        String status = Integer.toString(problem.status().value());
        ApiResponse response = operation
                .getResponses()
                .computeIfAbsent(
                        status,
                        _ -> new ApiResponse()
                                .content(new Content()
                                        .addMediaType(
                                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                                new MediaType().schema(new Schema<>().$ref("Problem")))));
        MediaType body = Objects.requireNonNull(
                response.getContent().get(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE));
        body.addExamples(problem.code(), example(components, problem));
        response.setDescription("Refused with the code `"
                + String.join("` or `", body.getExamples().keySet()) + "`.");
        if (problem.retryAfter() != null) {
            response.addHeaderObject(
                    HttpHeaders.RETRY_AFTER,
                    new Header()
                            .description("In how many seconds to try again.")
                            .schema(new IntegerSchema().minimum(java.math.BigDecimal.ONE)));
        }
    }

    /// A reference to the one example of this code; an example of its own where the code has another meaning.
    private Example example(Components components, Problem problem) {
        Example example = new Example().value(body(problem));
        Example known = known(components, problem.code());
        if (known == null) {
            components.addExamples(problem.code(), example);
        } else if (!known.equals(example)) {
            return example;
        }
        return new Example().$ref(problem.code());
    }

    private static @Nullable Example known(Components components, String code) {
        return components.getExamples() == null
                ? null
                : components.getExamples().get(code);
    }

    private Map<String, Object> body(Problem problem) {
        ProblemDetail body = problems.body(problem);
        body.setInstance(URI.create("/address/of/the/request"));
        return json.convertValue(body, BODY);
    }
}
