package dev.reprise.cli;

import picocli.CommandLine.Option;

/// How a command prints its data.
public final class OutputOption {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    public OutputFormat format() {
        return format;
    }
}
