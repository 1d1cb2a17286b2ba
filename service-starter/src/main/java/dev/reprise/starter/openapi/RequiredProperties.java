package dev.reprise.starter.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.models.OpenAPI;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/// Which properties of a record are always there: those that are not `@Nullable`, which springdoc does not look at. An
/// absent value is left out of an answer, unless the record says that it is always written.
final class RequiredProperties {

    /// By the names of their schemas.
    private final Map<String, Class<?>> records = new TreeMap<>();

    /// Takes in what the method takes and answers.
    synchronized void see(HandlerMethod method) {
        see(ResolvableType.forMethodReturnType(method.getMethod()));
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                see(ResolvableType.forMethodParameter(parameter));
            }
        }
        for (ApiResponse response :
                AnnotatedElementUtils.getMergedRepeatableAnnotations(method.getMethod(), ApiResponse.class)) {
            for (var content : response.content()) {
                see(ResolvableType.forClass(content.schema().implementation()));
            }
        }
    }

    private void see(ResolvableType type) {
        for (ResolvableType generic : type.getGenerics()) {
            see(generic);
        }
        Class<?> raw = type.toClass();
        if (!raw.isRecord()) {
            return;
        }
        Class<?> known = records.putIfAbsent(nameOf(type), raw);
        if (known == null) {
            for (RecordComponent component : raw.getRecordComponents()) {
                see(ResolvableType.forMethodReturnType(component.getAccessor()));
            }
        } else if (known != raw) {
            throw new IllegalStateException(known + " and " + raw + " would be one schema: name one by @Schema");
        }
    }

    private static String nameOf(ResolvableType type) {
        Schema named = type.toClass().getAnnotation(Schema.class);
        StringBuilder name = new StringBuilder(
                named == null || named.name().isEmpty() ? type.toClass().getSimpleName() : named.name());
        for (ResolvableType generic : type.getGenerics()) {
            name.append(nameOf(generic));
        }
        return name.toString();
    }

    synchronized void describe(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        records.forEach((name, type) -> {
            if (schemas.containsKey(name)) {
                require(schemas.get(name), type);
            }
        });
    }

    private static void require(io.swagger.v3.oas.models.media.Schema<?> schema, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean always = component.getAccessor().isAnnotationPresent(JsonInclude.class)
                    || type.isAnnotationPresent(JsonInclude.class);
            if (component.getType() == Object.class) {
                // Springdoc takes a value of any type for an object.
                schema.addProperty(component.getName(), new io.swagger.v3.oas.models.media.Schema<>());
            }
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                require(schema, component.getType());
            } else if (!nullable || always) {
                schema.addRequiredItem(component.getName());
                var property = schema.getProperties().get(component.getName());
                if (nullable && property != null) {
                    property.setNullable(true);
                }
            }
        }
    }
}
