package dev.reprise.query.replays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.query.rebuild.Window;
import dev.reprise.starter.web.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");

    @Test
    void any_time_of_rfc_3339_may_be_asked_for() {
        Plan plan = asked("0000-01-01T00:00:00Z", "2026-05-04T11:30:00+02:00").checked(NOW);

        assertThat(plan.window()).isEqualTo(new Window(Instant.parse("0000-01-01T00:00:00Z"), NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-05-04",
                "-0001-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void what_is_no_such_time_is_refused(String time) {
        assertThatThrownBy(() -> asked(time, null).checked(NOW))
                .satisfies(refused -> assertCode(refused, "invalid-from"));
        assertThatThrownBy(() -> asked(null, time).checked(NOW))
                .satisfies(refused -> assertCode(refused, "invalid-until"));
    }

    private static Plan.Request asked(
            @org.jspecify.annotations.Nullable String from, @org.jspecify.annotations.Nullable String until) {
        return new Plan.Request(from, until, null, null, null, null);
    }

    private static void assertCode(Throwable refused, String code) {
        assertThat(((ProblemException) refused).problem().code()).isEqualTo(code);
    }
}
