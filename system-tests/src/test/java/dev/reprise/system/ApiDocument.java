package dev.reprise.system;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A service's OpenAPI document.
public final class ApiDocument {

    public static final String JSON = "application/json";
    public static final String PROBLEM = "application/problem+json";

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    /// @param method in capitals
    /// @param body what the document says of it
    public record Operation(String method, String path, JsonNode body) {

        public String id() {
            return body.path("operationId").asString("");
        }

        /// The status of a success.
        public int success() {
            return body.path("responses").propertyNames().stream()
                    .filter(status -> status.startsWith("2"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing succeeds: " + this));
        }

        public JsonNode response(int status) {
            return body.path("responses").path(Integer.toString(status));
        }

        public JsonNode request() {
            return body.path("requestBody").path("content").path(JSON);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final JsonNode root;

    public ApiDocument(String json) {
        this.root = CANONICAL.readTree(json);
    }

    public JsonNode root() {
        return root;
    }

    /// Pretty, and the same for the same content.
    String canonical() {
        return CANONICAL.writeValueAsString(root) + "\n";
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, body) ->
                        operations.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, body))));
        return operations;
    }

    Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation " + id));
    }

    /// What a reference stands for; anything else as it is.
    public JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isString() ? root.at(reference.asString().substring(1)) : node;
    }

    /// The examples of a media type, one or several.
    List<JsonNode> examples(JsonNode mediaType) {
        List<JsonNode> examples = new ArrayList<>();
        if (mediaType.has("example")) {
            examples.add(mediaType.path("example"));
        }
        mediaType
                .path("examples")
                .forEach(example -> examples.add(resolved(example).path("value")));
        return examples;
    }

    /// Every problem code that the document knows.
    Set<String> codes() {
        Set<String> codes =
                new TreeSet<>(root.path("components").path("examples").propertyNames());
        operations()
                .forEach(operation -> operation
                        .body()
                        .path("responses")
                        .forEach(response -> codes.addAll(response.path("content")
                                .path(PROBLEM)
                                .path("examples")
                                .propertyNames())));
        return codes;
    }

    /// What is wrong with a value by a schema of this document; properties that are not described are wrong too.
    List<String> faults(JsonNode schema, JsonNode value) {
        ObjectNode closed = CANONICAL.createObjectNode();
        closed.putArray("allOf").add(schema.deepCopy());
        closed.set("components", root.path("components").deepCopy());
        closed.path("components").path("schemas").forEachEntry((name, component) -> {
            if (component.has("properties") && !name.equals("Problem")) {
                if (!component.has("additionalProperties")) {
                    ((ObjectNode) component).put("additionalProperties", false);
                }
            }
        });
        return SchemaRegistry.withDefaultDialect(Dialects.getOpenApi30())
                .getSchema(closed)
                .validate(value, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
