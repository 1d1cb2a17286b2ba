package dev.reprise.starter.web;

import static dev.reprise.starter.web.Site.assertProblem;
import static dev.reprise.starter.web.Site.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/overflow"})
    void what_fails_inside_is_an_internal_error_and_says_nothing_of_it(String path) {
        assertProblem(get(path), 500, "internal-error");
    }

    @Test
    void a_store_that_is_away_is_said_to_be_with_a_time_to_come_back() {
        assertThat(get("/stored").statusCode()).isEqualTo(200);
        HttpResponse<String> away;
        int readiness;
        Site.STORE.shut();
        try {
            away = get("/stored");
            readiness = get("/actuator/health/readiness").statusCode();
        } finally {
            Site.STORE.open();
        }

        assertProblem(away, 503, "store-unavailable");
        assertThat(away.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(readiness).isEqualTo(503);
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(15))
                .until(() -> get("/stored").statusCode() == 200);
    }
}
