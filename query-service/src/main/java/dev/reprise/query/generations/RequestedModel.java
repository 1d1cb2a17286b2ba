package dev.reprise.query.generations;

import dev.reprise.query.model.ReadModel;
import dev.reprise.starter.openapi.Refusals;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The generation that a request reads, from its first look to its last: the live one, or that of `?generation=`. A
/// controller's method takes it as a parameter.
@Component
public class RequestedModel implements HandlerMethodArgumentResolver, WebMvcConfigurer, OperationCustomizer {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ReadModel.class);
    }

    private static final Problem INVALID = Problem.badRequest("invalid-generation", "generation is a whole number.");
    private static final Problem NOT_FOUND = Problem.notFound(
            "generation-not-found", "There is no such generation, or none any more. GET /model names those there are.");
    private static final String PARAMETER = "generation";
    private static final String ATTRIBUTE = RequestedModel.class.getName();

    private final Generations generations;
    private final Reads reads;

    RequestedModel(Generations generations, Reads reads) {
        this.generations = generations;
        this.reads = reads;
    }

    /// The same for the same request, also when the live generation changes meanwhile.
    ///
    /// @throws dev.reprise.starter.web.ProblemException 400 `invalid-generation`, 404 `generation-not-found`
    public ReadModel of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof ReadModel model) {
            return model;
        }
        reads.seen();
        ReadModel model = requested(request.getParameter(PARAMETER));
        request.setAttribute(ATTRIBUTE, model);
        return model;
    }

    private ReadModel requested(@Nullable String generation) {
        if (generation == null) {
            return generations.live();
        }
        try {
            return generations.of(Integer.parseInt(generation)).orElseThrow(NOT_FOUND::exception);
        } catch (NumberFormatException e) {
            throw INVALID.exception();
        }
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ReadModel.class;
    }

    @Override
    public ReadModel resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("not an HTTP request");
        }
        return of(servlet);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (Arrays.stream(method.getMethodParameters()).anyMatch(this::supportsParameter)) {
            operation.addParametersItem(new QueryParameter()
                    .name(PARAMETER)
                    .description("Reads this generation of the model instead of the live one.")
                    .schema(new IntegerSchema()));
            Refusals.add(operation, INVALID);
            Refusals.add(operation, NOT_FOUND);
        }
        return operation;
    }
}
