package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What `reprise restore` says when it does nothing.
class RestoreRefusalsTest {
    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "query, ./reprise replay start",
        "query-service, ./reprise replay start",
        "posts, No service 'posts'",
        "'', No service ''"
    })
    void a_name_that_is_not_restored_is_wrong_usage(String name, String told) {
        assertThat(restore(name)).isEqualTo(2);
        assertThat(said.toString()).contains(told);
    }

    @Test
    void where_no_system_was_there_is_nothing_to_restore_from() {
        assertThat(restore("post")).isEqualTo(1);
        assertThat(said.toString()).contains("There is no system in " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_up_that_watches_would_start_the_service_again() throws IOException {
        StateFolder state = new StateFolder(folder);
        state.prepare();
        try (FileLock lock = state.tryLock().orElseThrow()) {
            assertThat(restore("post")).isEqualTo(5);
            assertThat(lock.isValid()).isTrue();
        }
        assertThat(said.toString()).contains("would start post-service again", "./reprise down");
    }

    @Test
    void a_service_that_runs_would_write_beside_the_restore() {
        StateFolder state = new StateFolder(folder);
        state.prepare();
        Run run = new Run(
                0,
                null,
                List.of(new RunningPart(
                        "post-service", ProcessIdentity.current(), Map.of("http", 4000), "http://127.0.0.1:4000", "")));
        state.write(run);

        assertThat(restore("post")).isEqualTo(5);
        assertThat(said.toString()).contains("post-service runs", "./reprise down");
        assertThat(state.run()).contains(run);
    }

    private int restore(String name) {
        CommandLine command = Reprise.commandLine();
        command.setErr(new PrintWriter(said, true));
        return command.execute("restore", name, "--state", folder.toString());
    }
}
