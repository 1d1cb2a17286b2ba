package dev.reprise.cli.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// `run.json` is a run that every command can work with, or as good as none.
class RunFileFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void a_file_is_a_run_or_none(byte[] input) {
        StateFolder.run(new String(input, UTF_8)).ifPresent(run -> {
            run.anyAlive();
            for (RunningPart part : run.parts()) {
                assertThat(run.part(part.name())).isPresent();
                assertThat(run.with(part).parts()).hasSameSizeAs(run.parts());
                assertThat(part.port()).isBetween(1, 65_535);
                assertThat(part.url()).isNotNull();
                assertThat(part.log()).isNotNull();
                assertThat(part.process().started()).isNotNull();
            }
        });
    }
}
