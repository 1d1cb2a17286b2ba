package dev.reprise.cli.events;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A record's value as JSON, and what of it anybody may see.
final class Payload {
    /// Stands for a value that is not shown.
    static final String MASK = "***";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Payload() {}

    /// The value: JSON as it is, anything else as text.
    ///
    /// @param show whether to show it; masked, it keeps its fields' names and loses their values
    static JsonNode of(byte @Nullable [] value, boolean show) {
        if (value == null) {
            return NODES.nullNode();
        }
        JsonNode data = read(value);
        return show ? data : masked(data);
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (JacksonException noJson) {
            return NODES.stringNode(new String(value, StandardCharsets.UTF_8));
        }
    }

    static JsonNode masked(JsonNode data) {
        return switch (data) {
            case ObjectNode object -> {
                ObjectNode masked = NODES.objectNode();
                object.forEachEntry((name, value) -> masked.set(name, masked(value)));
                yield masked;
            }
            case ArrayNode array -> {
                ArrayNode masked = NODES.arrayNode();
                array.forEach(value -> masked.add(masked(value)));
                yield masked;
            }
            default -> data.isNull() ? data : NODES.stringNode(MASK);
        };
    }
}
