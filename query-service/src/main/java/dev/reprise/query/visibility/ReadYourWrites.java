package dev.reprise.query.visibility;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.query.generations.RequestedModel;
import dev.reprise.query.model.ReadModel;
import dev.reprise.starter.openapi.Refusals;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Holds back any GET that carries a `Consistency-Token` until the token's write is visible: at most `wait`
/// milliseconds (0–10,000, by default 2,000), then 503 `not-yet-visible` with `Retry-After`.
@Configuration(proxyBeanMethods = false)
class ReadYourWrites implements WebMvcConfigurer, HandlerInterceptor, OperationCustomizer {

    private static final long DEFAULT_WAIT = 2_000;
    private static final long LONGEST_WAIT = 10_000;

    private static final Problem INVALID_WAIT = Problem.badRequest(
            "invalid-wait", "wait is a whole number of milliseconds from 0 to %d.".formatted(LONGEST_WAIT));
    private static final Problem INVALID_TOKEN =
            Problem.badRequest("invalid-consistency-token", "Send a Consistency-Token as it was answered, or none.");
    private static final Problem NOT_YET_VISIBLE = new Problem(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "not-yet-visible",
                    "The write of this Consistency-Token is not visible yet. Try again.")
            .retryAfter(Duration.ofSeconds(1));

    private final Visibility visibility;
    private final RequestedModel requested;

    ReadYourWrites(Visibility visibility, RequestedModel requested) {
        this.visibility = visibility;
        this.requested = requested;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/posts/**", "/tasks/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        String header = request.getHeader(ConsistencyToken.HEADER);
        if (header == null || !HttpMethod.GET.matches(request.getMethod())) {
            return true;
        }
        ConsistencyToken token = ConsistencyToken.decode(header).orElseThrow(INVALID_TOKEN::exception);
        if (!visibility.await(requested.of(request), token, wait(request))) {
            throw NOT_YET_VISIBLE.exception();
        }
        return true;
    }

    private static Duration wait(HttpServletRequest request) {
        String wait = request.getParameter("wait");
        if (wait == null) {
            return Duration.ofMillis(DEFAULT_WAIT);
        }
        try {
            long milliseconds = Long.parseLong(wait);
            if (milliseconds >= 0 && milliseconds <= LONGEST_WAIT) {
                return Duration.ofMillis(milliseconds);
            }
        } catch (NumberFormatException e) {
            throw INVALID_WAIT.exception();
        }
        throw INVALID_WAIT.exception();
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == ReadModel.class)) {
            operation.addParametersItem(new HeaderParameter()
                    .name(ConsistencyToken.HEADER)
                    .description("As a write answered it: this read waits until that write is visible.")
                    .schema(new StringSchema()));
            operation.addParametersItem(new QueryParameter()
                    .name("wait")
                    .description("How many milliseconds a read with a `Consistency-Token` waits at the most.")
                    .schema(wholeNumber()));
            List.of(INVALID_TOKEN, INVALID_WAIT, NOT_YET_VISIBLE).forEach(problem -> Refusals.add(operation, problem));
        }
        return operation;
    }

    private static Schema<Number> wholeNumber() {
        Schema<Number> schema = new IntegerSchema();
        schema.setMinimum(BigDecimal.ZERO);
        schema.setMaximum(BigDecimal.valueOf(LONGEST_WAIT));
        schema.setDefault(DEFAULT_WAIT);
        return schema;
    }
}
