package dev.reprise.cli.http;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.StateOption;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// The one service that a command speaks to, and how what it answers is printed. A command, or what it mixes in,
/// mixes this in.
public final class ServiceOption {
    private final String service;

    @Mixin
    private final StateOption system = new StateOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's address (default: that of the system that `reprise up` started).")
    private @Nullable String url;

    /// @param service its name, as `query-service`
    public ServiceOption(String service) {
        this.service = service;
    }

    /// What a command asks of the service.
    public interface Use {
        ExitCode with(ServiceClient client) throws InterruptedException;
    }

    /// Asks it, under the name of who runs the command. A refusal is told to people by its message, and is printed
    /// whole where JSON is asked for.
    ///
    /// @return the command's exit status
    /// @throws CommandFailure when it refuses, and NOT_REACHABLE when the service doesn't run or answer
    public int use(Use use) throws InterruptedException {
        try (ServiceClient client = open()) {
            return use.with(client).status();
        } catch (Refusal refusal) {
            throw refusal.shown(output);
        }
    }

    private ServiceClient open() {
        if (url == null) {
            return ServiceClient.of(system.running(), service);
        }
        if (!url.matches("https?://[^\\s/]+/?.*")) {
            throw output.usage("--url must be an address as http://127.0.0.1:4002, not '" + url + "'");
        }
        return ServiceClient.at(url, service);
    }

    public String service() {
        return service;
    }

    public OutputFormat format() {
        return output.format();
    }

    /// Where data goes.
    public PrintWriter out() {
        return output.out();
    }

    /// Where progress and messages go.
    public PrintWriter err() {
        return output.err();
    }

    /// Says something to a person.
    public void say(String message) {
        output.say(message);
    }

    /// Prints a value where JSON is asked for; nothing in a table.
    public void json(JsonNode value) {
        output.json(value);
    }
}
