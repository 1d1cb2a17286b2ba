package dev.reprise.starter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
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

    private static final String ANY = "*";

    /// A tag of a list with what stands between it and the next. The list is gone through by a loop: as one pattern,
    /// its stack would be as deep as the list is long.
    private static final Pattern TAG = Pattern.compile("\\G(W/)?\"([^\"\\p{Cntrl} ]*)\"(?: *, *(?!\\z)|\\z)");

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
        return read(request.getHeader(HttpHeaders.IF_MATCH));
    }

    static IfMatch read(@Nullable String header) {
        if (header == null) {
            return new IfMatch(false, List.of());
        }
        return new IfMatch(true, header.equals(ANY) ? ETag.parse(ANY) : tags(header));
    }

    private static List<ETag> tags(String header) {
        List<ETag> tags = new ArrayList<>();
        int read = 0;
        for (Matcher tag = TAG.matcher(header); tag.find(); read = tag.end()) {
            tags.add(new ETag(tag.group(2), tag.group(1) != null));
        }
        if (tags.isEmpty() || read < header.length()) {
            throw Problems.invalidIfMatch().exception();
        }
        return tags;
    }
}
