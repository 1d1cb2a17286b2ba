package dev.reprise.query.replays;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.starter.web.ProblemException;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A replay that is asked for is refused with a problem that can be sent, or covers a part of history that
/// there is.
class PlanRequestFuzzTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void a_plan_is_refused_or_can_be_followed(byte[] input) {
        Plan.Request request;
        try {
            request = JSON.readValue(input, Plan.Request.class);
        } catch (JacksonException e) {
            return;
        }
        if (request == null) {
            return;
        }
        Plan plan;
        try {
            plan = request.checked(NOW);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(JSON.writeValueAsBytes(e.problem().detail())).hasSizeLessThan(300);
            return;
        }
        assertThat(plan.maxEventsPerSecond()).isNotNegative();
        Instant from = plan.window().from();
        Instant until = plan.window().until();
        assertThat(from == null || !from.isAfter(until == null ? NOW : until)).isTrue();
        assertThat(until == null || !until.isAfter(NOW)).isTrue();
    }
}
