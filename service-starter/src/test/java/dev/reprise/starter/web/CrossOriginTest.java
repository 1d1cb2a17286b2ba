package dev.reprise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://reader.example", "https://editor.example"})
    void pages_of_allowed_origins_may_read_and_see_the_headers_that_matter(String origin) {
        HttpResponse<String> answer = Site.get("/stored", "Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(String.join(",", answer.headers().allValues("Access-Control-Expose-Headers")))
                .contains("ETag", "Location", "Retry-After", "Consistency-Token");
    }

    @Test
    void they_may_write_after_asking() {
        HttpResponse<String> asked = Site.send(
                "OPTIONS",
                "/stored",
                BodyPublishers.noBody(),
                "Origin",
                "https://reader.example",
                "Access-Control-Request-Method",
                "PATCH",
                "Access-Control-Request-Headers",
                "if-match, idempotency-key");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("PATCH");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("if-match", "idempotency-key");
    }

    @Test
    void other_pages_may_not() {
        HttpResponse<String> answer = Site.get("/stored", "Origin", "https://elsewhere.example");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
