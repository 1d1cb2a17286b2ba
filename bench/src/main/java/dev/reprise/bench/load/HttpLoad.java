package dev.reprise.bench.load;

import java.util.Map;

/// One request, to be sent again and again over so many connections, each of which waits for its answer first.
///
/// @param body empty for none
public record HttpLoad(String url, String method, Map<String, String> headers, String body, int connections) {

    public static HttpLoad get(String url, int connections) {
        return new HttpLoad(url, "GET", Map.of(), "", connections);
    }

    public HttpLoad with(String header, String value) {
        return new HttpLoad(url, method, Map.of(header, value), body, connections);
    }

    /// A POST of JSON.
    public static HttpLoad post(String url, Map<String, String> headers, String json, int connections) {
        return new HttpLoad(url, "POST", headers, json, connections);
    }
}
