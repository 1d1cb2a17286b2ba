package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.http.ServiceOption;
import java.io.PrintWriter;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// Which query-service a command speaks to, and how it prints what that answers.
final class QueryOption {
    @Mixin
    private final ServiceOption service = new ServiceOption("query-service");

    /// What a command does with the replays.
    interface Use {
        ExitCode with(Replays replays) throws InterruptedException;
    }

    /// Does it, as [ServiceOption#use] says.
    int use(Use use) throws InterruptedException {
        return service.use(client -> with(client, use));
    }

    private static ExitCode with(ServiceClient client, Use use) throws InterruptedException {
        try {
            return use.with(new Replays(client));
        } catch (Refusal refusal) {
            String other = refusal.answer().body().path("replay").asString("");
            throw other.isEmpty()
                    ? refusal
                    : new Refusal(
                            refusal.answer(), refusal.getMessage() + " Watch it: ./reprise replay watch " + other);
        }
    }

    ServiceOption service() {
        return service;
    }

    OutputFormat format() {
        return service.format();
    }

    PrintWriter out() {
        return service.out();
    }

    /// Says something to a person.
    void say(String message) {
        service.say(message);
    }

    /// Prints a value where JSON is asked for; nothing in a table.
    void json(JsonNode value) {
        service.json(value);
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
