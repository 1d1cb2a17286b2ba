package dev.reprise.cli.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Asks a small program of the system.
final class CommandOutput {
    private CommandOutput() {}

    /// What it printed; empty when there is no such program.
    static Optional<String> of(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException noSuchProgram) {
            return Optional.empty();
        }
    }
}
