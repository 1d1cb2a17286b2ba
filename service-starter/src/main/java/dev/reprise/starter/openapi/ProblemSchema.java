package dev.reprise.starter.openapi;

import dev.reprise.starter.web.Problems;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The schema of every refusal's body.
final class ProblemSchema {

    private ProblemSchema() {}

    /// @param problems whose decorators add members that every refusal of the service has
    static Schema<?> of(Problems problems) {
        Schema<?> problem = new ObjectSchema().description("A refusal (RFC 9457). Some have further members.");
        problem.addProperty("type", text("uri", "`urn:reprise:problem:` and the code."));
        problem.addProperty("title", text(null, "The status in words."));
        problem.addProperty("status", status());
        problem.addProperty("detail", text(null, "For people; not stable."));
        problem.addProperty("instance", text("uri-reference", "The address that was asked."));
        problem.addProperty("code", code());
        Map<String, Object> members =
                Objects.requireNonNull(problems.body(Problems.internalError()).getProperties());
        members.forEach((name, value) -> problem.getProperties().computeIfAbsent(name, _ -> constant(value)));
        List.copyOf(problem.getProperties().keySet()).forEach(problem::addRequiredItem);
        problem.addProperty("field", text(null, "Where in the body: of `unknown-field` and `wrong-type`."));
        problem.addProperty("errors", errors());
        return problem;
    }

    private static Schema<?> constant(Object value) {
        Schema<Object> constant = new Schema<>();
        constant.setType(value instanceof Boolean ? "boolean" : "string");
        constant.addEnumItemObject(value);
        return constant;
    }

    private static Schema<?> text(@Nullable String format, String description) {
        return new StringSchema().format(format).description(description);
    }

    private static Schema<?> code() {
        return new StringSchema().pattern("^[a-z]+(-[a-z]+)*$").description("For programs; stable. More may come.");
    }

    private static Schema<?> status() {
        return new IntegerSchema()
                .format("int32")
                .minimum(BigDecimal.valueOf(400))
                .maximum(BigDecimal.valueOf(599));
    }

    private static Schema<?> errors() {
        Schema<?> error = new ObjectSchema();
        error.addProperty("field", new StringSchema());
        error.addProperty("message", text(null, "For people: what the field has to be."));
        List.of("field", "message").forEach(error::addRequiredItem);
        return new ArraySchema().items(error).description("Every field that can't be accepted: of `invalid-field`.");
    }
}
