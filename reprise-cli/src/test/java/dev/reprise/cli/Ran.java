package dev.reprise.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How the command ended, run with its subcommands in this JVM, without a terminal.
///
/// @param out what it wrote to standard output
/// @param err what it wrote to standard error
public record Ran(int status, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Ran with(String... arguments) {
        CommandLine command = Reprise.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        int status = command.execute(arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    /// Standard output as JSON.
    public JsonNode json() {
        return JSON.readTree(out);
    }

    /// Standard output as JSON of each line.
    public java.util.List<JsonNode> lines() {
        return out.lines().map(JSON::readTree).toList();
    }
}
