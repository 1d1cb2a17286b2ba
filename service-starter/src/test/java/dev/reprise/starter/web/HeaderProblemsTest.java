package dev.reprise.starter.web;

import static dev.reprise.starter.web.Site.assertProblem;
import static dev.reprise.starter.web.Site.get;
import static dev.reprise.starter.web.Site.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderProblemsTest {

    @Test
    void a_caller_is_who_the_header_names_or_anonymous() {
        assertThat(get("/caller", "X-Author", " ada@example.org ").body()).isEqualTo("{\"id\":\"ada@example.org\"}");
        assertThat(get("/caller").body()).isEqualTo("{\"id\":\"anonymous\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada lovelace", "{\"$ne\":1}", "<script>", "a/b", "$ref"})
    void a_caller_with_other_characters_is_refused(String author) {
        assertProblem(get("/caller", "X-Author", author), 400, "invalid-author");
    }

    @Test
    void a_caller_of_more_than_200_characters_is_refused() {
        assertThat(get("/caller", "X-Author", "x".repeat(200)).statusCode()).isEqualTo(200);
        assertProblem(get("/caller", "X-Author", "x".repeat(201)), 400, "invalid-author");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"2\", \"3\""})
    void a_change_with_the_current_etag_goes_through(String etag) {
        assertThat(put("If-Match", etag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_change_without_an_etag_is_refused() {
        assertProblem(put(), 428, "if-match-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"33\"", "W/\"3\"", "\"\""})
    void a_change_with_a_stale_or_weak_etag_is_refused(String etag) {
        assertProblem(put("If-Match", etag), 412, "stale-version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "garbage", "\"3", "W/3", "garbage \"3\"", "\"2\" \"3\" x"})
    void what_is_no_etag_is_invalid(String etag) {
        assertProblem(put("If-Match", etag), 400, "invalid-if-match");
    }

    @Test
    void a_page_takes_its_limit_and_refuses_others() {
        assertThat(get("/page").body()).isEqualTo("{\"limit\":20}");
        assertThat(get("/page?limit=100").body()).isEqualTo("{\"limit\":100}");
        assertProblem(get("/page?limit=101"), 400, "invalid-limit");
        assertProblem(get("/page?cursor=forged"), 400, "invalid-cursor");
    }

    private static HttpResponse<String> put(String... headers) {
        return send("PUT", "/things/" + Ids.next(), BodyPublishers.noBody(), headers);
    }
}
