package dev.reprise.starter.web;

import static dev.reprise.starter.web.Site.assertProblem;
import static dev.reprise.starter.web.Site.get;
import static dev.reprise.starter.web.Site.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressProblemsTest {

    @Test
    void an_id_in_its_canonical_form_is_taken() {
        UUID id = Ids.next();

        assertThat(get("/things/" + id).body()).isEqualTo("{\"id\":\"" + id + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1-1-1-1-1", "$ne", "%7B%22$ne%22:1%7D", "00000000-0000-0000-0000-00000000000g"})
    void what_is_no_id_names_nothing(String id) {
        assertProblem(get("/things/" + id), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/things/", "/error", "/%20"})
    void an_unknown_path_is_not_found(String path) {
        assertProblem(get(path), 404, "not-found");
    }

    @Test
    void an_address_longer_than_the_server_reads_is_a_bad_request() {
        var answer = get("/caller?name=" + "a".repeat(20_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"bad-request\"").doesNotContain("Tomcat", "html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "//evil.example", "///"})
    void slashes_at_the_beginning_name_nothing_and_no_other_host(String path) {
        String answer = Site.sendRaw("GET " + path + " HTTP/1.1", "Host: x", "Connection: close");

        assertThat(answer).startsWith("HTTP/1.1 404").contains("\"code\":\"not-found\"", "\"instance\":\"/");
        assertThat(answer).doesNotContain("\"instance\":\"//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=%zz", "limit=%", "limit=%ff", "%c0%af=1", "limit=1&x=%zz"})
    void parameters_that_can_not_be_decoded_are_a_bad_request(String query) {
        assertBadRequest(Site.sendRaw("GET /page?" + query + " HTTP/1.1", "Host: x", "Connection: close"));
    }

    @Test
    void more_parameters_than_the_server_reads_are_a_bad_request() {
        assertProblem(get("/page?" + "a=1&".repeat(1_500)), 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2f", "/%zz", "/../..", "/<x>"})
    void an_address_that_the_server_does_not_read_is_a_bad_request(String path) {
        assertBadRequest(Site.sendRaw("GET " + path + " HTTP/1.1", "Host: x", "Connection: close"));
    }

    private static void assertBadRequest(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "\"code\":\"bad-request\"", "\"status\":400")
                .doesNotContain("\"properties\"", "Tomcat", "html");
    }

    @Test
    void a_version_or_coding_that_the_server_does_not_speak_is_said_to_be_so() {
        String version = Site.sendRaw("GET /page HTTP/3.0", "Host: x", "Connection: close");
        String coding = Site.sendRaw("POST /things HTTP/1.1", "Host: x", "Transfer-Encoding: gzip");

        assertThat(version)
                .startsWith("HTTP/1.1 505")
                .contains("\"code\":\"http-version-not-supported\"", "\"status\":505");
        assertThat(coding).startsWith("HTTP/1.1 501").contains("\"code\":\"not-implemented\"", "\"status\":501");
    }

    @Test
    void a_method_the_address_does_not_take_is_refused_with_those_it_takes() {
        var answer = send("DELETE", "/things", BodyPublishers.noBody());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void a_body_that_is_not_json_is_an_unsupported_type() {
        var answer = send("POST", "/things", BodyPublishers.ofString("name=lamp"), "Content-Type", "text/plain");

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/*",
                "*/*",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "application/json;charset=UTF-16",
                "application/json;charset=ISO-8859-1"
            })
    void a_body_of_another_type_or_charset_is_an_unsupported_type(String type) {
        var answer = send("POST", "/things", BodyPublishers.ofString("{\"name\":\"lamp\"}"), "Content-Type", type);

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void a_form_that_can_not_be_decoded_is_a_bad_request() {
        var answer = send(
                "POST",
                "/things",
                BodyPublishers.ofString("name=%zz"),
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertProblem(answer, 400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=UTF-16", "application/json; CHARSET=ISO-8859-1; q=0.5"})
    void a_charset_in_the_accept_header_is_passed_over(String accept) {
        var answer = get("/caller", "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void an_accept_header_that_excludes_json_is_not_acceptable() {
        assertProblem(get("/caller", "Accept", "application/xml"), 406, "not-acceptable");
    }
}
