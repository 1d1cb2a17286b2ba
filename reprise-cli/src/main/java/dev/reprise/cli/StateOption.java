package dev.reprise.cli;

import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which system a command is about.
public final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder that holds the system's state (default: .reprise in the project).")
    private @Nullable Path folder;

    public StateFolder state() {
        return new StateFolder(folder == null ? home().resolve(".reprise") : folder);
    }

    /// The system that runs.
    ///
    /// @throws CommandFailure NOT_REACHABLE when nothing runs
    public Run running() {
        return state().run()
                .filter(Run::anyAlive)
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_REACHABLE, "Nothing runs. Start it: ./reprise up"));
    }

    /// The project's root: the script `./reprise` names it.
    public static Path home() {
        return Path.of(System.getProperty("reprise.home", "")).toAbsolutePath();
    }
}
