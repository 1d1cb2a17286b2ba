package dev.reprise.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.host.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    @TempDir
    Path folder;

    @Test
    void what_was_written_about_a_run_is_read_again() {
        StateFolder state = new StateFolder(folder.resolve("state"));
        state.prepare();
        RunningPart part = new RunningPart(
                "post-service", ProcessIdentity.current(), Map.of("http", 4000), "http://127.0.0.1:4000", "/log");
        Run run = new Run(0, ProcessIdentity.current(), List.of(part));

        state.write(run);

        assertThat(state.run()).contains(run);
        assertThat(run.part("post-service")).get().matches(RunningPart::isAlive);
        state.forgetRun();
        assertThat(state.run()).isEmpty();
    }

    @Test
    void only_a_state_folder_is_used_or_deleted() throws IOException {
        StateFolder other = new StateFolder(folder);
        Files.writeString(folder.resolve("precious"), "x");

        assertThatThrownBy(other::prepare).isInstanceOf(CommandFailure.class).hasMessageContaining("left alone");
        assertThatThrownBy(other::delete).isInstanceOf(CommandFailure.class);
        assertThat(folder.resolve("precious")).exists();

        StateFolder own = new StateFolder(folder.resolve("state"));
        own.prepare();
        Files.writeString(own.log("post-service"), "x");
        own.delete();
        assertThat(own.path()).doesNotExist();
        own.delete();
    }

    @Test
    void the_lock_is_held_by_one_at_a_time() throws IOException {
        StateFolder state = new StateFolder(folder.resolve("state"));
        state.prepare();

        try (var lock = state.tryLock().orElseThrow()) {
            assertThat(state.tryLock()).isEmpty();
            lock.release();
        }
        assertThat(state.tryLock()).isPresent();
    }

    @Test
    void a_later_process_with_the_same_pid_is_another_one() {
        ProcessIdentity current = ProcessIdentity.current();

        assertThat(current.isAlive()).isTrue();
        assertThat(new ProcessIdentity(current.pid(), current.started().minus(Duration.ofMinutes(1))).isAlive())
                .isFalse();
    }
}
