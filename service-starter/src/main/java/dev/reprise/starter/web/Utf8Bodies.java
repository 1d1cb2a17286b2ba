package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Takes bodies in UTF-8 alone, as JSON has to be (RFC 8259, 8.1). The parser by itself also takes UTF-16 and 32,
/// what a `charset` names, and sequences that are longer than they have to be, such as `C0 AF` for a slash.
///
/// A body is held in memory once more; [BodyLimitFilter] says how long it may be.
@ControllerAdvice
final class Utf8Bodies extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    /// @throws ProblemException 415 `unsupported-media-type` when another charset is named, 400 `malformed-json` when
    ///     the body is not in UTF-8
    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        MediaType type = message.getHeaders().getContentType();
        Charset named = type == null ? null : type.getCharset();
        if (named != null && !named.equals(UTF_8)) {
            throw Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE).exception();
        }
        byte[] body = message.getBody().readAllBytes();
        if (!isText(body)) {
            throw Problems.malformedJson("The body is not UTF-8.").exception();
        }
        return new Read(message.getHeaders(), new ByteArrayInputStream(body));
    }

    /// Whether it is UTF-8 without a NUL, which JSON never has and by which parsers recognize UTF-16.
    private static boolean isText(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString().indexOf(0) < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private record Read(HttpHeaders headers, InputStream body) implements HttpInputMessage {

        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
