package dev.reprise.cli.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process, told apart from a later one that was given the same pid.
///
/// @param pid the process id
/// @param started when it started, as the operating system says
public record ProcessIdentity(long pid, Instant started) {
    /// The operating system computes the instant from the time since boot, so a clock that is set moves it.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    public ProcessIdentity {
        requireNonNull(started, "started");
    }

    public static ProcessIdentity of(ProcessHandle handle) {
        return new ProcessIdentity(handle.pid(), handle.info().startInstant().orElseGet(Instant::now));
    }

    public static ProcessIdentity current() {
        return of(ProcessHandle.current());
    }

    /// The process, when it still runs. One that has ended and only waits for its parent to notice doesn't.
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(actual -> Duration.between(actual, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                        .orElse(true))
                .filter(handle -> !isZombie());
    }

    public boolean isAlive() {
        return handle().isPresent();
    }

    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }
}
