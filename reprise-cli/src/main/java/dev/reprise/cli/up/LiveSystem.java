package dev.reprise.cli.up;

import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The system while this process starts and watches it. `run.json` names every process from the moment it
/// exists, and once the system is being stopped no other part can be started. Safe for any thread.
final class LiveSystem {
    private final Parts parts;
    private final StateFolder state;
    private Run run;
    private boolean ended;

    LiveSystem(Parts parts, Run run) {
        this.parts = parts;
        this.state = parts.state();
        this.run = run.supervisedBy(ProcessIdentity.current());
        state.write(this.run);
    }

    /// Starts a part and records it.
    ///
    /// @throws CancellationException when the system is being stopped
    RunningPart start(String name) throws IOException, InterruptedException {
        parts.prepare(name);
        synchronized (this) {
            if (ended) {
                throw new CancellationException("The system is being stopped");
            }
            RunningPart part = parts.start(name, run);
            run = run.with(part).inOrderOf(Parts.names());
            state.write(run);
            return part;
        }
    }

    synchronized List<RunningPart> parts() {
        return run.parts();
    }

    synchronized Run run() {
        return run;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /// Leaves the parts running by themselves; stopping does nothing from now on. Does nothing itself once they were
    /// stopped.
    synchronized void leave() {
        if (!ended) {
            ended = true;
            state.write(run.supervisedBy(null));
        }
    }

    /// Stops all parts and forgets the run. Once: later calls wait for the first to finish.
    synchronized void stop() {
        if (!ended) {
            ended = true;
            Stopping.stop(run.parts());
            state.forgetRun();
        }
    }

    /// Ends all parts at once, with what they started, and forgets the run: for one that keeps nothing.
    synchronized void kill() {
        if (!ended) {
            ended = true;
            run.parts().stream()
                    .flatMap(part -> part.process().handle().stream())
                    .forEach(LiveSystem::killTree);
            state.forgetRun();
        }
    }

    private static void killTree(ProcessHandle process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
