package dev.reprise.query.pages;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Sends [Encoded] answers that methods of a `@Controller` return: `304` to a reader who has what there is (RFC 9110,
/// section 13.1.2), compressed bytes to one who takes them. An `If-None-Match` that is none is as good as absent.
@Component
class EncodedAnswers implements HandlerMethodReturnValueHandler, WebMvcConfigurer, OperationCustomizer {

    static {
        SpringDocUtils.getConfig().addResponseWrapperToIgnore(Encoded.class);
    }

    /// Anyone may keep it, and asks before each use whether it still holds.
    private static final String PUBLIC = "no-cache";

    private static final String PERSONAL = "private, no-cache";
    private static final String GZIP = "gzip";

    @Override
    public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
        handlers.add(this);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return returned.getParameterType() == Encoded.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object answer, MethodParameter returned, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        HttpServletResponse response = web.getNativeResponse(HttpServletResponse.class);
        if (!(answer instanceof Encoded<?> encoded) || request == null || response == null) {
            throw new IllegalStateException("no answer to an HTTP request");
        }
        send(encoded, request, response);
    }

    private static void send(Encoded<?> encoded, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Encoded.Form form =
                takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)) ? encoded.compressed() : encoded.plain();
        response.setHeader(HttpHeaders.ETAG, form.etag());
        response.setHeader(HttpHeaders.CACHE_CONTROL, encoded.isPersonal() ? PERSONAL : PUBLIC);
        response.addHeader(HttpHeaders.VARY, encoded.isPersonal() ? "Accept-Encoding, X-Author" : "Accept-Encoding");
        if (has(request.getHeader(HttpHeaders.IF_NONE_MATCH), form.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (form != encoded.plain()) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(form.bytes().length);
        response.getOutputStream().write(form.bytes());
    }

    /// Whether the reader has the form of that `ETag`. Weak comparison, as the RFC says.
    static boolean has(@Nullable String ifNoneMatch, String etag) {
        if (ifNoneMatch == null || ifNoneMatch.equals(etag)) {
            return ifNoneMatch != null;
        }
        ETag current = ETag.create(etag);
        return ETag.parse(ifNoneMatch).stream().anyMatch(had -> had.isWildcard() || had.compare(current, false));
    }

    static boolean takesGzip(@Nullable String acceptEncoding) throws IOException {
        return acceptEncoding != null
                && acceptEncoding.contains(GZIP)
                && AcceptEncoding.parse(new StringReader(acceptEncoding)).stream()
                        .anyMatch(accepted -> accepted.getEncoding().equals(GZIP) && accepted.getQuality() > 0);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        if (supportsReturnType(method.getReturnType())) {
            operation.addParametersItem(new HeaderParameter()
                    .name(HttpHeaders.IF_NONE_MATCH)
                    .description("The `ETag` of what the reader has; 304 when it still holds.")
                    .schema(new StringSchema())
                    .example("\"g1-hJ3mQ0vZ7T1xYw5k\""));
            ApiResponse unchanged = new ApiResponse().description("What the reader has still holds.");
            operation.getResponses().addApiResponse("304", unchanged);
            List.of(unchanged, operation.getResponses().get("200")).forEach(EncodedAnswers::describe);
        }
        return operation;
    }

    private static void describe(ApiResponse response) {
        response.addHeaderObject(HttpHeaders.ETAG, header("Tells this content from any other, for `If-None-Match`."));
        response.addHeaderObject(
                HttpHeaders.CACHE_CONTROL, header("`no-cache`; `private, no-cache` where it depends on who asks."));
        response.addHeaderObject(
                HttpHeaders.VARY, header("`Accept-Encoding`, and `X-Author` where it depends on who asks."));
    }

    private static Header header(String description) {
        return new Header().description(description).required(true).schema(new StringSchema());
    }
}
