package dev.reprise.system.hostile;

import dev.reprise.system.ApiDocument;
import dev.reprise.system.ApiDocument.Operation;
import dev.reprise.system.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Where something can be put into a request: everything that `docs/api` names, and for each operation also what
/// it does not name. A new operation, parameter or field of a body is a part of it as soon as it is documented.
final class Surface {

    /// Headers that servers look at, documented or not.
    private static final List<String> UNNAMED_HEADERS = List.of(
            "Accept",
            "Content-Type",
            "Content-Encoding",
            "Origin",
            "Accept-Encoding",
            "Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "X-HTTP-Method-Override",
            "X-Forwarded-Host",
            "Forwarded",
            "Cookie",
            "traceparent",
            "Content-Length",
            "Transfer-Encoding",
            "Expect",
            "Host",
            "X-Author");

    private static final List<String> UNNAMED_PARAMETERS = List.of("unknown", "$where", "_method", "id");

    enum Kind {
        PATH,
        QUERY,
        HEADER,
        /// A field of the body, by its JSON pointer.
        FIELD,
        /// The body as a whole.
        BODY,
        /// How the body is delimited.
        FRAMING,
        METHOD
    }

    /// One place.
    ///
    /// @param isDocumented whether a document names it
    record Slot(String service, Operation operation, Kind kind, String name, boolean isDocumented) {
        @Override
        public String toString() {
            return service + " " + operation + " " + kind + " " + name;
        }
    }

    private final List<Slot> slots = new ArrayList<>();

    /// @param documents the folder with a document for each service
    static Surface read(Path documents) {
        Surface surface = new Surface();
        for (String service : RunningSystem.SERVICES) {
            try {
                ApiDocument document = new ApiDocument(Files.readString(documents.resolve(service + ".json")));
                document.operations().forEach(operation -> surface.add(service, document, operation));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return surface;
    }

    List<Slot> slots() {
        return slots;
    }

    private void add(String service, ApiDocument document, Operation operation) {
        Set<String> headers = new LinkedHashSet<>(UNNAMED_HEADERS);
        for (JsonNode parameter : operation.body().path("parameters")) {
            String name = parameter.path("name").asString();
            Kind kind = Kind.valueOf(parameter.path("in").asString().toUpperCase(java.util.Locale.ROOT));
            slots.add(new Slot(service, operation, kind, name, true));
            headers.remove(name);
        }
        headers.forEach(name -> slots.add(new Slot(service, operation, Kind.HEADER, name, false)));
        UNNAMED_PARAMETERS.forEach(name -> slots.add(new Slot(service, operation, Kind.QUERY, name, false)));
        slots.add(new Slot(service, operation, Kind.METHOD, "method", false));
        JsonNode body = operation.request();
        if (!body.isMissingNode()) {
            Set<String> fields = new LinkedHashSet<>();
            addFields(document, body.path("schema"), "", fields);
            addExample(body.path("example"), "", fields);
            fields.forEach(field -> slots.add(new Slot(service, operation, Kind.FIELD, field, true)));
            slots.add(new Slot(service, operation, Kind.BODY, "body", true));
            slots.add(new Slot(service, operation, Kind.FRAMING, "framing", false));
        }
    }

    private static void addFields(ApiDocument document, JsonNode schema, String pointer, Set<String> fields) {
        JsonNode resolved = document.resolved(schema);
        resolved.path("properties").forEachEntry((name, property) -> {
            fields.add(pointer + "/" + name);
            addFields(document, property, pointer + "/" + name, fields);
        });
        if (resolved.has("items")) {
            fields.add(pointer + "/0");
            addFields(document, resolved.path("items"), pointer + "/0", fields);
        }
        resolved.path("oneOf").forEach(one -> {
            if (!document.resolved(one).has("items")) {
                addFields(document, one, pointer, fields);
            }
        });
    }

    /// What a schema leaves open, such as the parameters of a rule, the example shows.
    private static void addExample(JsonNode example, String pointer, Set<String> fields) {
        example.forEachEntry((name, value) -> {
            fields.add(pointer + "/" + name);
            addExample(value, pointer + "/" + name, fields);
        });
        if (example.isArray() && !example.isEmpty()) {
            fields.add(pointer + "/0");
            addExample(example.path(0), pointer + "/0", fields);
        }
    }
}
