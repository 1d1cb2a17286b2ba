package dev.reprise.starter.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;

/// Reads `Accept` without any `charset`: JSON has none (RFC 8259, 11), and Spring would do what was asked and then find
/// nothing that writes the answer in UTF-16.
final class AcceptedTypes extends HeaderContentNegotiationStrategy {

    private static final String CHARSET = "charset";

    @Override
    public List<MediaType> resolveMediaTypes(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        return super.resolveMediaTypes(request).stream()
                .map(AcceptedTypes::withoutCharset)
                .toList();
    }

    private static MediaType withoutCharset(MediaType type) {
        if (type.getParameter(CHARSET) == null) {
            return type;
        }
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.putAll(type.getParameters());
        parameters.remove(CHARSET);
        return new MediaType(type, parameters);
    }
}
