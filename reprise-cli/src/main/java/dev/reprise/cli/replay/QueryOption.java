package dev.reprise.cli.replay;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Which query-service a command speaks to, and how it prints what that answers.
final class QueryOption {
    private static final String SERVICE = "query-service";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption system = new StateOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "query-service (default: that of the system that `reprise up` started).")
    private @Nullable String url;

    /// What a command does with the replays.
    interface Use {
        ExitCode with(Replays replays) throws InterruptedException;
    }

    /// Does it. A refusal is told to people by its detail, and is printed whole where JSON is asked for.
    int use(Use use) throws InterruptedException {
        try (ServiceClient client = ServiceClient.open(spec.commandLine(), SERVICE, system, url)) {
            return use.with(new Replays(client)).status();
        } catch (Refusal refusal) {
            Answer answer = refusal.answer();
            if (answer.body().isObject()) {
                json(answer.body());
            }
            CommandFailure failure = answer.failure();
            String other = answer.body().path("replay").asString("");
            throw other.isEmpty()
                    ? failure
                    : new CommandFailure(
                            failure.exitCode(), answer.detail() + " Watch it: ./reprise replay watch " + other);
        }
    }

    OutputFormat format() {
        return output.format();
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// Says something to a person.
    void say(String message) {
        err().println(message);
        err().flush();
    }

    /// Prints a value where JSON is asked for; nothing in a table.
    void json(JsonNode value) {
        switch (format()) {
            case table -> {}
            case json -> out().println(OutputFormat.json(value));
            case ndjson -> out().println(OutputFormat.line(value));
        }
        out().flush();
    }

    /// Prints where a replay stands now: JSON, or how it ended, as a message beside JSON.
    void result(JsonNode json, Outcome outcome) {
        json(json);
        if (format() == OutputFormat.table) {
            out().println(outcome.text());
            out().flush();
        } else {
            say(outcome.text());
        }
    }
}
