package dev.reprise.query.visibility;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.starter.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Holds back any GET that carries a `Consistency-Token` until the token's write is visible: at most `wait`
/// milliseconds (0–10,000, by default 2,000), then 503 `not-yet-visible` with `Retry-After`.
@Configuration(proxyBeanMethods = false)
class ReadYourWrites implements WebMvcConfigurer, HandlerInterceptor {

    private static final long DEFAULT_WAIT = 2_000;
    private static final long LONGEST_WAIT = 10_000;

    private final Visibility visibility;

    ReadYourWrites(Visibility visibility) {
        this.visibility = visibility;
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
        ConsistencyToken token = ConsistencyToken.decode(header)
                .orElseThrow(() -> Problem.badRequest(
                                "invalid-consistency-token", "Send a Consistency-Token as it was answered, or none.")
                        .exception());
        if (!visibility.await(token, wait(request))) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "not-yet-visible",
                            "The write of this Consistency-Token is not visible yet. Try again.")
                    .exception();
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
            throw invalidWait();
        }
        throw invalidWait();
    }

    private static RuntimeException invalidWait() {
        return Problem.badRequest(
                        "invalid-wait", "wait is a whole number of milliseconds from 0 to %d.".formatted(LONGEST_WAIT))
                .exception();
    }
}
