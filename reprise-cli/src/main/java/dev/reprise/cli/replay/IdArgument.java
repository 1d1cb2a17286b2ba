package dev.reprise.cli.replay;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// Which replay a command is about.
final class IdArgument {
    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "Which replay (default: the newest that this can be done with).")
    private @Nullable String id;

    @Nullable
    String id() {
        return id;
    }
}
