package dev.reprise.cli.up;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stop everything that `up` started from this state folder. The state is kept.")
public final class DownCommand implements Callable<Integer> {
    /// A watching `up` needs three times 20 s at most for stopping its parts.
    private static final Duration SUPERVISOR_PATIENCE = Duration.ofSeconds(70);

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Override
    public Integer call() throws IOException {
        StateFolder state = options.state();
        PrintWriter progress = spec.commandLine().getErr();
        Optional<Run> run = state.run();
        if (run.isEmpty()) {
            progress.println("Nothing runs.");
            return ExitCode.DONE.status();
        }
        boolean anyAlive = run.get().anyAlive();
        stopSupervisor(run.get());
        try (FileLock lock = state.tryLock()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFLICT, "Another `reprise` is starting or stopping this system. Try again."))) {
            state.run().ifPresent(left -> Stopping.stop(left.parts()));
            state.forgetRun();
            lock.release();
        }
        progress.println(anyAlive ? "Stopped. The state is kept in " + state.path() + "." : "Nothing runs any more.");
        return ExitCode.DONE.status();
    }

    private static void stopSupervisor(Run run) {
        Optional<ProcessHandle> supervisor =
                Optional.ofNullable(run.supervisor()).flatMap(ProcessIdentity::handle);
        if (supervisor.isPresent()) {
            supervisor.get().destroy();
            if (!Stopping.haveEnded(List.of(supervisor.get()), SUPERVISOR_PATIENCE)) {
                supervisor.get().destroyForcibly();
            }
        }
    }
}
