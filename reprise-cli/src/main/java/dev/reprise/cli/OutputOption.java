package dev.reprise.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// How a command prints its data, and where.
public final class OutputOption {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.table;

    public OutputFormat format() {
        return format;
    }

    /// Where data goes.
    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// Where progress and messages go.
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Says something to a person.
    public void say(String message) {
        err().println(message);
        err().flush();
    }

    /// Prints a value where JSON is asked for; nothing in a table.
    public void json(JsonNode value) {
        switch (format) {
            case table -> {}
            case json -> out().println(OutputFormat.json(value));
            case ndjson -> out().println(OutputFormat.line(value));
        }
        out().flush();
    }

    /// A mistake in how the command was called.
    public ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
