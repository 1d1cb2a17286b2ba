package dev.reprise.system.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// An answer as it came.
///
/// @param status 0 when the connection was closed without one
/// @param headers by name in small letters
@SuppressWarnings("ArrayRecordComponent") // is compared with nothing
record RawAnswer(int status, String statusLine, Map<String, List<String>> headers, byte[] body) {

    static final RawAnswer NONE = new RawAnswer(0, "", Map.of(), new byte[0]);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A header's first value, or an empty text.
    String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    String text() {
        return new String(body, UTF_8);
    }

    boolean isRefusal() {
        return status >= 400;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// Its body, or nothing at all when that is no JSON.
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public String toString() {
        String shown = text();
        return statusLine + " " + headers + " " + shown.substring(0, Math.min(400, shown.length()));
    }
}
