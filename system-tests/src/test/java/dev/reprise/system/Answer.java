package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One HTTP answer.
public record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The same answer, when its status is the expected one.
    public Answer expect(int expected) {
        assertThat(status).as("status of the answer %s", text).isEqualTo(expected);
        return this;
    }

    /// The same answer, when it is a problem (RFC 9457) of that status and code and shows no exception.
    Answer expectProblem(int expected, String code) {
        expect(expected);
        assertThat(header("Content-Type")).as("content type of %s", text).isEqualTo("application/problem+json");
        assertThat(json().path("code").asString()).as("code of %s", text).isEqualTo(code);
        assertThat(json().path("status").asInt()).isEqualTo(expected);
        assertThat(text)
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("org.", "java.", "dev.reprise")
                .doesNotContain("\"trace\"");
        return this;
    }

    public String header(String name) {
        return headers.firstValue(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + headers));
    }

    public JsonNode json() {
        return JSON.readTree(text);
    }

    public UUID id() {
        return UUID.fromString(json().path("id").asString());
    }

    String etag() {
        return header("ETag");
    }

    /// The `Consistency-Token` of a write.
    public String token() {
        return header("Consistency-Token");
    }
}
