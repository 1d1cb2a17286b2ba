package dev.reprise.starter.web;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads the [IfMatch] of a request.
final class IfMatchResolver implements HandlerMethodArgumentResolver {

    private static final String TAG = "(W/)?\"[^\"\\p{Cntrl} ]*\"";

    /// `*` or a list of tags. Spring's parser skips over anything between tags.
    private static final Pattern FORM = Pattern.compile("\\*|" + TAG + "( *, *" + TAG + ")*");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IfMatch.class;
    }

    @Override
    public IfMatch resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            return new IfMatch(false, List.of());
        }
        if (!FORM.matcher(header).matches()) {
            throw Problems.invalidIfMatch().exception();
        }
        return new IfMatch(true, ETag.parse(header));
    }
}
