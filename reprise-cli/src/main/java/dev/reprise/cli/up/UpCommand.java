package dev.reprise.cli.up;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.host.PortHolder;
import dev.reprise.cli.host.Ports;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Start everything on this machine: broker, stores and services.",
        footer = {
            "",
            "Without --detach it stays and watches; Ctrl-C stops everything. State survives in the state folder."
        })
public final class UpCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Delete the state folder first: every post, event and log in it.")
    private boolean fresh;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "Added to the services' ports (default: ${DEFAULT-VALUE}).")
    private int portOffset;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateFolder state = options.state();
        if (fresh && state.isRecognised()) {
            try (FileLock lock = lock(state)) {
                refuseWhileRunning(state);
                lock.release();
            }
        }
        if (fresh) {
            state.delete();
        }
        state.prepare();
        try (FileLock lock = lock(state)) {
            return start(state, lock);
        }
    }

    private int start(StateFolder state, FileLock lock) throws IOException, InterruptedException {
        Run run = state.run().filter(Run::anyAlive).orElseGet(() -> new Run(portOffset, null, List.of()));
        List<String> missing = Parts.names().stream()
                .filter(name -> run.part(name).filter(RunningPart::isAlive).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CONFLICT,
                    "Everything already runs. See `./reprise status`, or stop it with `./reprise down`.");
        }
        requireJarsAndPorts(missing, run.portOffset());
        PrintWriter progress = spec.commandLine().getErr();
        LiveSystem system = new LiveSystem(new Parts(StateOption.home(), state), run);
        Interruption interruption = Interruption.stopping(system, progress);
        try (Readiness readiness = new Readiness()) {
            new Startup(system, readiness, progress).start(missing);
            spec.commandLine()
                    .getOut()
                    .println(Welcome.text(
                            system.run(),
                            detach,
                            !new Training(StateOption.home()).missing().isEmpty()));
            spec.commandLine().getOut().flush();
            if (!detach) {
                interruption.isExpected();
                new Watch(system, readiness, progress).watch();
            }
            system.leave();
            return ExitCode.DONE.status();
        } catch (CommandFailure failure) {
            if (!system.hasEnded()) { // otherwise it is the interruption that ended the part, and it says so itself
                progress.println(failure.getMessage());
                progress.flush();
            }
            system.stop();
            return failure.exitCode().status();
        } finally {
            system.stop();
            lock.release();
        }
    }

    private static FileLock lock(StateFolder state) throws IOException {
        return state.tryLock().orElseThrow(() -> {
            String who = state.run()
                    .map(Run::supervisor)
                    .map(supervisor -> " (pid " + supervisor.pid() + ")")
                    .orElse("");
            return new CommandFailure(
                    ExitCode.CONFLICT,
                    "Already running: another `reprise`" + who
                            + " starts or watches this system. Stop it with `./reprise down`.");
        });
    }

    private static void refuseWhileRunning(StateFolder state) {
        if (state.run().filter(Run::anyAlive).isPresent()) {
            throw new CommandFailure(
                    ExitCode.CONFLICT,
                    "The system runs, so its state can't be deleted. Stop it first: `./reprise down`.");
        }
    }

    private static void requireJarsAndPorts(List<String> missing, int offset) {
        for (Service service : Service.ALL) {
            if (missing.contains(service.module())) {
                if (Files.notExists(service.jar(StateOption.home()))) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            service.jar(StateOption.home()) + " is missing. Build it: ./mvnw -DskipTests package");
                }
                int port = service.port() + offset;
                if (!Ports.isFree(port)) {
                    String holder = PortHolder.of(port)
                            .map(PortHolder::toString)
                            .orElse("a process that can't be seen from here");
                    throw new CommandFailure(
                            ExitCode.CONFLICT,
                            "Port " + port + " of " + service.module() + " is taken by " + holder
                                    + ". Stop that, or use other ports: ./reprise up --port-offset 100");
                }
            }
        }
    }
}
