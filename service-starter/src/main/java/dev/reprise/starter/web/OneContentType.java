package dev.reprise.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a `Content-Type` that names a range of types, e.g. `application/*`, where Spring would fail.
final class OneContentType implements HandlerInterceptor {

    /// @throws ProblemException 415 `unsupported-media-type`
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String type = request.getContentType();
        if (type != null && type.split(";", 2)[0].contains("*")) {
            throw Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE).exception();
        }
        return true;
    }
}
