package dev.reprise.cli.up;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.launch.LogTail;
import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.launch.Readiness.Outcome;
import dev.reprise.cli.state.RunningPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/// Starts what is missing: broker and store together, and when both are ready all services together.
final class Startup {
    static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int LOG_LINES = 20;

    private final LiveSystem system;
    private final Readiness readiness;
    private final PrintWriter progress;

    Startup(LiveSystem system, Readiness readiness, PrintWriter progress) {
        this.system = system;
        this.readiness = readiness;
        this.progress = progress;
    }

    /// How one part's start ended.
    private record Started(String name, Outcome outcome, String where, Duration took) {}

    /// Starts the named parts; prints a line for each as it becomes ready.
    ///
    /// @throws CommandFailure when one dies, or isn't ready in time; others may be running then
    void start(List<String> missing) throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        Predicate<String> needed = name -> name.equals(Parts.STORE) || name.equals(Parts.BROKER);
        startTogether(missing.stream().filter(needed).toList(), deadline);
        startTogether(missing.stream().filter(needed.negate()).toList(), deadline);
    }

    private void startTogether(List<String> names, Instant deadline) throws InterruptedException {
        LinkedBlockingQueue<Started> ends = new LinkedBlockingQueue<>();
        for (String name : names) {
            Thread.ofVirtual().name("start " + name).start(() -> ends.add(startOne(name, deadline)));
        }
        for (int remaining = names.size(); remaining > 0; remaining--) {
            Started end = ends.take();
            if (end.outcome() != Outcome.READY) {
                throw failure(end);
            }
            progress.printf(
                    "%-19s ready  %-26s %5.1f s%n",
                    end.name(), end.where(), end.took().toMillis() / 1e3);
            progress.flush();
        }
    }

    private Started startOne(String name, Instant deadline) {
        Instant start = Instant.now();
        try {
            RunningPart part = system.start(name);
            Outcome outcome = readiness.await(part, deadline);
            return new Started(name, outcome, part.url(), Duration.between(start, Instant.now()));
        } catch (InterruptedException | CancellationException stopped) {
            return new Started(name, Outcome.DIED, "", Duration.between(start, Instant.now()));
        } catch (IOException | RuntimeException broken) {
            progress.println(name + " can't be started: " + broken.getMessage());
            return new Started(name, Outcome.DIED, "", Duration.between(start, Instant.now()));
        }
    }

    private CommandFailure failure(Started end) {
        boolean late = end.outcome() == Outcome.TIMED_OUT;
        String what = late
                ? end.name() + " is not ready after " + LIMIT.toSeconds() + " s."
                : end.name() + " ended while it was starting.";
        return new CommandFailure(
                late ? ExitCode.TIMED_OUT : ExitCode.FAILED,
                what + lastWords(system, end.name()) + "\nStopping the rest.");
    }

    /// The end of a part's log, as a paragraph.
    static String lastWords(LiveSystem system, String name) {
        return system.run()
                .part(name)
                .map(part -> LogTail.of(Path.of(part.log()), LOG_LINES))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> " The last lines of its log:\n\n    " + String.join("\n    ", lines) + "\n")
                .orElse("");
    }
}
