package dev.reprise.starter.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What operations are asked and answer, as examples. They stand in the service's `api-examples.json`, by the
/// operations' ids; those of what the starter itself answers in `starter-api-examples.json`.
final class Examples {

    private static final String FILE = "api-examples.json";
    private static final String STARTERS = "starter-api-examples.json";

    /// @param request a body; absent where there is none
    /// @param response the body of a success; absent where there is none
    /// @param responses the bodies of further successes by their statuses; absent where there is one kind
    record Example(
            @Nullable Object request,
            @Nullable Object response,
            @Nullable Map<String, Object> responses) {

        @Nullable
        Object response(String status) {
            Object own = responses == null ? null : responses.get(status);
            return own == null ? response : own;
        }
    }

    private final Map<String, Example> byOperation;
    private final Map<String, Example> starters;

    private Examples(Map<String, Example> byOperation, Map<String, Example> starters) {
        this.byOperation = byOperation;
        this.starters = starters;
    }

    static Examples read(JsonMapper json) {
        return new Examples(read(json, FILE), read(json, STARTERS));
    }

    private static Map<String, Example> read(JsonMapper json, String name) {
        ClassPathResource file = new ClassPathResource(name);
        if (!file.exists()) {
            return Map.of();
        }
        try (InputStream in = file.getInputStream()) {
            return json.readValue(in, new TypeReference<Map<String, Example>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalStateException when there is an example of an operation that there is not
    void describe(OpenAPI document) {
        Map<String, Example> left = new TreeMap<>(byOperation);
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> {
                    Example own = left.remove(operation.getOperationId());
                    Example example = own == null ? starters.get(operation.getOperationId()) : own;
                    if (example != null) {
                        describe(operation, example);
                    }
                });
        if (!left.isEmpty()) {
            throw new IllegalStateException(FILE + " has examples of no operation: " + left.keySet());
        }
    }

    private static void describe(Operation operation, Example example) {
        if (example.request() != null) {
            show(Objects.requireNonNull(operation.getRequestBody()).getContent(), example.request());
        }
        operation.getResponses().forEach((status, response) -> {
            Object body = example.response(status);
            if (status.startsWith("2") && body != null) {
                show(response.getContent(), body);
            }
        });
    }

    private static void show(Content content, Object example) {
        content.values().forEach(type -> type.setExample(example));
    }
}
