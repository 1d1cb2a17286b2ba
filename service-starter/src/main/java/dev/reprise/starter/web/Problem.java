package dev.reprise.starter.web;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/// A refusal as clients see it (RFC 9457). The code is stable and made for programs, the detail is made for
/// people; neither ever holds an exception's text.
///
/// @param code lower case with hyphens, e.g. `post-not-found`
/// @param extras further members, e.g. `errors`
/// @param retryAfter when it is worth trying again, sent as `Retry-After`; absent when it is not
public record Problem(
        HttpStatus status,
        String code,
        String detail,
        Map<String, Object> extras,
        @Nullable Duration retryAfter) {

    public Problem(HttpStatus status, String code, String detail) {
        this(status, code, detail, Map.of(), null);
    }

    public static Problem notFound(String code, String detail) {
        return new Problem(HttpStatus.NOT_FOUND, code, detail);
    }

    public static Problem badRequest(String code, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, code, detail);
    }

    /// The same problem with one more member.
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extras);
        more.put(name, value);
        return new Problem(status, code, detail, more, retryAfter);
    }

    /// The same problem, which may have passed by then.
    public Problem retryAfter(Duration time) {
        return new Problem(status, code, detail, extras, time);
    }

    /// To be thrown out of a controller; one place turns it into the answer.
    public ProblemException exception() {
        return new ProblemException(this);
    }

    ProblemDetail toDetail() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:reprise:problem:" + code));
        body.setProperty("code", code);
        extras.forEach(body::setProperty);
        return body;
    }
}
