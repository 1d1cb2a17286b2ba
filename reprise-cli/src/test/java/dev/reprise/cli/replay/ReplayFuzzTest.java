package dev.reprise.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.cli.CommandFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What query-service tells of a replay is understood, also what a later version tells, or it is no replay.
class ReplayFuzzTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void an_answer_is_a_replay_or_none(byte[] input) {
        Replay replay;
        try {
            replay = Replay.of(answer(input));
        } catch (CommandFailure e) {
            assertThat(e).hasMessageStartingWith("The answer is no replay.");
            return;
        }
        assertThat(replay.id()).isNotNull();
        assertThat(replay.state().toString()).isNotEmpty();
        assertThat(replay.partitions())
                .allMatch(part -> part.name().contains("-") && !(part.isDone() && part.isUnderWay()));
        assertThat(replay.differs())
                .isEqualTo(replay.diff() != null
                        && !replay.diff().toString().startsWith("0 missing, 0 extra, 0 changed "));
    }

    private static JsonNode answer(byte[] input) {
        try {
            return JSON.readTree(input);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }
}
