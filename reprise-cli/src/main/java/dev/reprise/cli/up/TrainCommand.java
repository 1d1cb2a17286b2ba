package dev.reprise.cli.up;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.host.Ports;
import dev.reprise.cli.launch.Caches;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = "Prepare faster starts: write an AOT cache for each service that has none that fits.",
        footer = {
            "",
            "Takes about a minute, beside a system that runs or without one. The next start of a service uses what was"
                    + " prepared."
        })
public final class TrainCommand implements Callable<Integer> {
    /// Writing a cache is ten seconds of work, and other work may come first.
    private static final Duration WRITING = Duration.ofMinutes(3);
    private static final int FIRST_OFFSET = 20_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Training training = new Training(StateOption.home());

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        List<Service> missing = training.missing();
        if (missing.isEmpty()) {
            progress.println("Nothing to prepare: every service that was started since it was built has its cache.");
            return ExitCode.DONE.status();
        }
        StateFolder place = training.place();
        place.prepare();
        try (FileLock lock = place.tryLock()
                .orElseThrow(() -> new CommandFailure(ExitCode.CONFLICT, "Another `reprise train` is at it."))) {
            place.run().map(Run::parts).ifPresent(Stopping::kill); // of a training that was killed
            train(missing, new Parts(StateOption.home(), place, Caches.WRITTEN), progress);
            lock.release();
        }
        place.delete();
        return ExitCode.DONE.status();
    }

    private static void train(List<Service> missing, Parts parts, PrintWriter progress)
            throws IOException, InterruptedException {
        LiveSystem system = new LiveSystem(parts, new Run(freeOffset(), null, List.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(system::kill, "training-interrupted"));
        try (Readiness readiness = new Readiness()) {
            Startup startup = new Startup(system, readiness, progress);
            startup.start(List.of(Parts.STORE, Parts.BROKER));
            for (Service service : missing) {
                startup.start(List.of(service.module()));
                RunningPart part = system.run().part(service.module()).orElseThrow();
                readiness.exercise(part);
                end(part);
                parts.takeCache(service);
                progress.println(service.module() + " has its cache.");
                progress.flush();
            }
        } finally {
            system.kill();
        }
    }

    private static int freeOffset() {
        return IntStream.iterate(FIRST_OFFSET, offset -> offset + 10)
                .filter(offset -> Service.ALL.stream().allMatch(service -> Ports.isFree(service.port() + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static void end(RunningPart part) {
        List<ProcessHandle> process = part.process().handle().stream().toList();
        process.forEach(ProcessHandle::destroy);
        if (!Stopping.haveEnded(process, WRITING)) {
            throw new CommandFailure(
                    ExitCode.TIMED_OUT,
                    part.name() + " has not written its cache after " + WRITING.toMinutes() + " minutes.");
        }
    }
}
