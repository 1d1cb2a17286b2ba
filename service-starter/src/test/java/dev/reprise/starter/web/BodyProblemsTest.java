package dev.reprise.starter.web;

import static dev.reprise.starter.web.Site.assertProblem;
import static dev.reprise.starter.web.Site.post;
import static dev.reprise.starter.web.Site.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyProblemsTest {

    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;

    @Test
    void a_body_that_says_what_it_means_is_taken() {
        var answer = post("/things", "{\"name\":\"lamp\",\"size\":3}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"lamp\",\"size\":3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "nonsense", "{\"name\":\"lamp\"} more", "{\"name\":}", "null", "{\"name\":\"\\uD8\"}"})
    void what_is_not_a_json_object_is_malformed(String body) {
        assertProblem(post("/things", body), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0 AF", "E0 80 AF", "ED A0 80", "F5 80 80 80", "FF", "E9", "00", "80"})
    void what_is_not_utf_8_is_malformed(String bytes) {
        byte[] sequence = HexFormat.ofDelimiter(" ").parseHex(bytes);
        String body = "{\"name\":\"" + new String(sequence, ISO_8859_1) + "\"}";

        assertProblem(postBytes(body.getBytes(ISO_8859_1)), 400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32"})
    void json_in_another_encoding_is_malformed(String charset) {
        assertProblem(postBytes("{\"name\":\"lamp\"}".getBytes(Charset.forName(charset))), 400, "malformed-json");
    }

    private static HttpResponse<String> postBytes(byte[] body) {
        return send("POST", "/things", BodyPublishers.ofByteArray(body), "Content-Type", "application/json");
    }

    @Test
    void a_number_longer_than_is_read_is_malformed() {
        var problem = assertProblem(post("/things", "{\"size\":" + "9".repeat(4_000) + "}"), 400, "malformed-json");

        assertThat(problem.path("detail").asString()).contains("a number in it is too long");
    }

    @Test
    void a_doubled_key_is_malformed() {
        assertProblem(post("/things", "{\"name\":\"a\",\"name\":\"b\"}"), 400, "malformed-json");
    }

    @Test
    void ten_thousand_levels_of_nesting_are_refused() {
        String deep = "{\"name\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertProblem(post("/things", deep), 400, "wrong-type");
    }

    @Test
    void an_unknown_field_is_named() {
        var problem = assertProblem(post("/things", "{\"name\":\"lamp\",\"version\":9}"), 400, "unknown-field");

        assertThat(problem.path("field").asString()).isEqualTo("version");
    }

    @Test
    void an_unknown_field_deep_inside_is_named_with_its_place() {
        var problem = assertProblem(post("/things", "{\"parts\":[{},{\"color\":1}]}"), 400, "unknown-field");

        assertThat(problem.path("field").asString()).isEqualTo("parts[1].color");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":{\"$ne\":null}}",
                "{\"name\":{\"$gt\":\"\"}}",
                "{\"name\":5}",
                "{\"name\":true}",
                "{\"name\":[\"a\"]}"
            })
    void an_object_or_a_number_in_place_of_a_text_is_of_the_wrong_type(String body) {
        var problem = assertProblem(post("/things", body), 400, "wrong-type");

        assertThat(problem.path("field").asString()).isEqualTo("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"size\":\"3\"}", "{\"size\":99999999999}", "[]", "\"text\""})
    void other_wrong_types_are_refused_too(String body) {
        assertProblem(post("/things", body), 400, "wrong-type");
    }

    @Test
    void a_body_just_within_the_limit_is_taken() {
        String frame = "{\"name\":\"\"}";
        String body = "{\"name\":\"" + "x".repeat(64 * 1024 - frame.length()) + "\"}";

        assertThat(post("/things", body).statusCode()).isEqualTo(200);
        assertThat(chunked(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(200);
    }

    @Test
    void a_body_over_the_limit_is_refused_by_its_length() {
        assertProblem(post("/things", "x".repeat(64 * 1024 + 1)), 413, "body-too-large");
        assertProblem(post("/things", "x".repeat(TEN_MEBIBYTES)), 413, "body-too-large");
    }

    @Test
    void a_chunked_body_over_the_limit_is_refused_too() {
        var answer = send(
                "POST",
                "/things",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[TEN_MEBIBYTES])),
                "Content-Type",
                "application/json");

        assertProblem(answer, 413, "body-too-large");
    }

    @Test
    void a_body_over_the_limit_is_refused_where_none_is_expected() {
        var answer = send("GET", "/caller", BodyPublishers.ofByteArray(new byte[TEN_MEBIBYTES]));

        assertProblem(answer, 413, "body-too-large");
    }

    private static int chunked(byte[] body) {
        return send(
                        "POST",
                        "/things",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                        "Content-Type",
                        "application/json")
                .statusCode();
    }
}
