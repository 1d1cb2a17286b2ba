package dev.reprise.cli.parked;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.state.Run;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;

/// Which services and topics a command is about, and how it prints what they answer.
final class ServiceOptions {
    private static final List<String> CONSUMERS = List.of("comment-service", "query-service", "moderation-service");

    @Mixin
    private final StateOption system = new StateOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "comment, query or moderation (default: all of them).")
    private @Nullable String service;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only what waits on that topic.")
    private @Nullable String topic;

    @Option(
            names = "--subscription",
            paramLabel = "NAME",
            description = "Only what one subscription of a service parked.")
    private @Nullable String subscription;

    /// What a command does with the parked keys of the services.
    interface Use {
        ExitCode with(List<ParkedKeys> services) throws InterruptedException;
    }

    /// Does it. A refusal is told to people by its detail, and is printed whole where JSON is asked for.
    int use(Use use) throws InterruptedException {
        List<ParkedKeys> services = new ArrayList<>();
        try {
            Run run = system.running();
            for (String name : chosen()) {
                services.add(new ParkedKeys(name, ServiceClient.of(run, name), subscription, topic));
            }
            return use.with(services).status();
        } catch (Refusal refusal) {
            throw refusal.shown(output);
        } finally {
            services.forEach(each -> each.client().close());
        }
    }

    private List<String> chosen() {
        if (service == null) {
            return CONSUMERS;
        }
        String name = service.endsWith("-service") ? service : service + "-service";
        if (!CONSUMERS.contains(name)) {
            throw output.usage("--service is comment, query or moderation, not '" + service + "'");
        }
        return List.of(name);
    }

    boolean isTable() {
        return output.format() == OutputFormat.table;
    }

    PrintWriter out() {
        return output.out();
    }

    /// A mistake in how the command was called.
    ParameterException usage(String message) {
        return output.usage(message);
    }

    /// Says something to a person.
    void say(String message) {
        output.say(message);
    }

    /// Prints values where JSON is asked for; nothing in a table.
    void print(List<? extends JsonNode> values) {
        switch (output.format()) {
            case table -> {}
            case json -> out().println(OutputFormat.json(values));
            case ndjson -> values.forEach(value -> out().println(OutputFormat.line(value)));
        }
        out().flush();
    }
}
