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

    @Test
    void an_accept_header_that_excludes_json_is_not_acceptable() {
        assertProblem(get("/caller", "Accept", "application/xml"), 406, "not-acceptable");
    }
}
