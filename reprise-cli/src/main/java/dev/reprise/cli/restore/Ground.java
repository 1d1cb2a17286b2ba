package dev.reprise.cli.restore;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.launch.LogTail;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.launch.Readiness.Outcome;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import dev.reprise.cli.up.Stopping;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Broker and store, as a restore needs them: those that run, or started for it and stopped after it. `run.json` names
/// them from the moment they exist, and this process as the one that `down` has to stop first. Safe for any thread.
final class Ground implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LOG_LINES = 20;

    private final Parts parts;
    private final StateFolder state;
    private final Run before;
    private final List<String> startedHere = new ArrayList<>();
    private Run run;
    private @Nullable Process restoring;
    private boolean closed;

    /// @param run what runs already
    Ground(Parts parts, Run run) {
        this.parts = parts;
        this.state = parts.state();
        this.before = run;
        this.run = run.supervisedBy(ProcessIdentity.current());
    }

    /// Starts what is missing; returns when both are ready.
    ///
    /// @throws CommandFailure when one dies, or isn't ready in time
    void prepare(PrintWriter progress) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        List<RunningPart> needed = List.of(start(Parts.STORE), start(Parts.BROKER));
        try (Readiness readiness = new Readiness()) {
            for (RunningPart part : needed) {
                Outcome outcome = readiness.await(part, deadline);
                if (outcome != Outcome.READY) {
                    throw failure(part, outcome);
                }
                progress.println(part.name() + (startedHere.contains(part.name()) ? " was started." : " runs."));
                progress.flush();
            }
        }
    }

    private synchronized RunningPart start(String name) throws IOException, InterruptedException {
        Optional<RunningPart> running = run.part(name).filter(RunningPart::isAlive);
        if (running.isPresent()) {
            return running.get();
        }
        requireOpen();
        RunningPart part = parts.start(name, run);
        startedHere.add(name);
        run = run.with(part).inOrderOf(Parts.names());
        state.write(run);
        return part;
    }

    private static CommandFailure failure(RunningPart part, Outcome outcome) {
        boolean late = outcome == Outcome.TIMED_OUT;
        return new CommandFailure(
                late ? ExitCode.TIMED_OUT : ExitCode.FAILED,
                "%s %s. The last lines of its log:%n%n    %s%n"
                        .formatted(
                                part.name(),
                                late ? "is not ready after " + LIMIT.toSeconds() + " s" : "ended while it was starting",
                                String.join("\n    ", LogTail.of(Path.of(part.log()), LOG_LINES))));
    }

    /// Starts the restore itself. Its process ends before this is closed.
    synchronized Process startRestore(String service, boolean replace) throws IOException {
        requireOpen();
        state.write(run);
        Process started = parts.startRestore(service, run, replace);
        restoring = started;
        return started;
    }

    private void requireOpen() {
        if (closed) {
            throw new CommandFailure(ExitCode.FAILED, "Interrupted.");
        }
    }

    /// Stops the restore if it is still at it, then what was started for it.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (restoring != null && restoring.isAlive()) {
            restoring.destroyForcibly(); // it may die at any point
            restoring.onExit().join();
        }
        Stopping.stop(run.parts().stream()
                .filter(part -> startedHere.contains(part.name()))
                .toList());
        if (before.anyAlive()) {
            state.write(before);
        } else {
            state.forgetRun();
        }
    }
}
