package dev.reprise.cli.watching;

import dev.reprise.cli.DurationArgument;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long to watch.
public final class WatchOptions {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            description = "Stop watching after so long, as 90s or 10m (default: never). What is watched goes on.")
    private @Nullable Duration timeout;

    Instant deadline(Instant now) {
        return timeout == null ? Instant.MAX : now.plus(timeout);
    }
}
