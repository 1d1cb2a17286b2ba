package dev.reprise.cli.up;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.launch.Readiness.Outcome;
import dev.reprise.cli.state.RunningPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// Watches over a running system: a part that dies is named and started again, at most 3 times in a minute.
final class Watch {
    private static final int RESTARTS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final LiveSystem system;
    private final Readiness readiness;
    private final PrintWriter progress;
    private final LinkedBlockingQueue<String> deaths = new LinkedBlockingQueue<>();
    private final Deque<Instant> restarts = new ArrayDeque<>();

    Watch(LiveSystem system, Readiness readiness, PrintWriter progress) {
        this.system = system;
        this.readiness = readiness;
        this.progress = progress;
    }

    /// Doesn't return while things go well.
    ///
    /// @throws CommandFailure when parts die too fast to go on starting them again; others may be running then
    void watch() throws IOException, InterruptedException {
        system.parts().forEach(this::reportDeath);
        while (!system.hasEnded()) {
            restart(deaths.take());
        }
    }

    private void reportDeath(RunningPart part) {
        CompletableFuture<?> end = part.process()
                .handle()
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
        end.thenRun(() -> deaths.add(part.name())).exceptionally(never -> null);
    }

    private void restart(String name) throws IOException, InterruptedException {
        if (system.hasEnded()) {
            return;
        }
        progress.println(name + " has ended unexpectedly." + Startup.lastWords(system, name));
        Instant now = Instant.now();
        restarts.removeIf(earlier -> earlier.isBefore(now.minus(WITHIN)));
        if (restarts.size() >= RESTARTS) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Parts have ended " + (RESTARTS + 1) + " times within a minute. Stopping everything.");
        }
        restarts.add(now);
        RunningPart part = system.start(name);
        reportDeath(part);
        Outcome outcome = readiness.await(part, now.plus(Startup.LIMIT));
        if (outcome == Outcome.TIMED_OUT) {
            throw new CommandFailure(ExitCode.TIMED_OUT, name + " does not become ready again. Stopping everything.");
        }
        if (outcome == Outcome.READY) {
            progress.println(name + " runs again.");
        }
        progress.flush();
    }
}
