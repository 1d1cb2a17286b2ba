package dev.reprise.starter.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Finds the [Caller] of a request. The one place to change when requests carry tokens.
final class CallerResolver implements HandlerMethodArgumentResolver {

    private static final String HEADER = "X-Author";
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}._@+|-]{1,200}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return read(request.getHeader(HEADER));
    }

    static Caller read(@Nullable String author) {
        if (author == null || author.isBlank()) {
            return new Caller(Caller.ANONYMOUS, false);
        }
        if (!ALLOWED.matcher(author.strip()).matches()) {
            throw Problems.invalidAuthor().exception();
        }
        return new Caller(author.strip(), false);
    }
}
