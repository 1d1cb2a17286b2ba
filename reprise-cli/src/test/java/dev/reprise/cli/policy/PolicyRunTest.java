package dev.reprise.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.policy.PolicyRun.Kind;
import dev.reprise.cli.policy.PolicyRun.State;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PolicyRunTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void a_terminal_shows_a_bar_and_what_was_found_so_far() {
        PolicyRun run = preview("running", 5_000, 20_000);

        assertThat(run.lines(100))
                .containsExactly(
                        "The preview r1 is running",
                        "[#######.......................]  25%  5,000 of 20,000 events",
                        "  1,234 comments, 21 verdicts differ");
        assertThat(run.lines(40)).allMatch(line -> line.length() < 40);
    }

    @Test
    void before_it_knows_its_total_nothing_is_done_and_an_end_without_any_comments_is_whole() {
        assertThat(preview("waiting", 0, 0).plain()).isEqualTo("waiting for the runs before it");
        assertThat(preview("waiting", 0, 0).lines(100).get(1)).contains("[....", " 0%");
        assertThat(preview("running", 0, 0).plain()).startsWith("running 0%, 0/0 events");
        assertThat(preview("done", 0, 0).plain()).startsWith("done 100%, 0/0 events");
    }

    @Test
    void a_state_that_is_not_known_yet_is_under_way() {
        PolicyRun run = preview("paused", 0, 10);

        assertThat(run.state()).isEqualTo(State.UNKNOWN);
        assertThat(run.hasEnded()).isFalse();
        assertThat(run.exit()).isEqualTo(ExitCode.DONE);
    }

    private static PolicyRun preview(String state, long done, long total) {
        return new PolicyRun(
                Kind.PREVIEW,
                JSON.readTree(
                        "{\"id\":\"r1\",\"state\":\"%s\",\"done\":%d,\"total\":%d,\"comments\":1234,\"changes\":21}"
                                .formatted(state, done, total)));
    }
}
