package dev.reprise.cli.up;

import dev.reprise.cli.launch.Parts;
import dev.reprise.cli.state.RunningPart;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Stops parts: those that need others first, gently, and by force when they take too long.
public final class Stopping {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Stopping() {}

    /// Returns when none of the parts runs any more: services first, then the broker, then the store; at most 20 s for
    /// each of the three.
    public static void stop(List<RunningPart> parts) {
        stopTogether(parts, name -> !name.equals(Parts.BROKER) && !name.equals(Parts.STORE));
        stopTogether(parts, Parts.BROKER::equals);
        stopTogether(parts, Parts.STORE::equals);
    }

    private static void stopTogether(List<RunningPart> parts, Predicate<String> which) {
        List<ProcessHandle> processes = parts.stream()
                .filter(part -> which.test(part.name()))
                .flatMap(part -> part.process().handle().stream())
                .toList();
        processes.forEach(ProcessHandle::destroy);
        if (!haveEnded(processes, PATIENCE)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            haveEnded(processes, PATIENCE);
        }
    }

    /// Ends all parts by force, with what they started. Returns when they have ended.
    static void kill(List<RunningPart> parts) {
        List<ProcessHandle> processes = parts.stream()
                .flatMap(part -> part.process().handle().stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        haveEnded(processes, PATIENCE);
    }

    /// Whether all processes end within a time.
    static boolean haveEnded(List<ProcessHandle> processes, Duration within) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException late) {
            if (late.getCause() instanceof TimeoutException) {
                return false;
            }
            throw late;
        }
    }
}
