package dev.reprise.cli.parked;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.OutputOption;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceClient;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Which services and topics a command is about, and how it prints what they answer.
final class ServiceOptions {
    private static final List<String> CONSUMERS = List.of("comment-service", "query-service", "moderation-service");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

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
                services.add(new ParkedKeys(name, client(run, name), subscription, topic));
            }
            return use.with(services).status();
        } catch (Refusal refusal) {
            Answer answer = refusal.answer();
            if (answer.body().isObject()) {
                print(answer.body());
            }
            throw answer.failure();
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
            throw new ParameterException(
                    spec.commandLine(), "--service is comment, query or moderation, not '" + service + "'");
        }
        return List.of(name);
    }

    private static ServiceClient client(Run run, String name) {
        return run.part(name)
                .filter(RunningPart::isAlive)
                .map(part -> new ServiceClient(name, part.url(), Map.of("X-Author", author())))
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_REACHABLE, name + " doesn't run. Start it: ./reprise up"));
    }

    /// Who asks, for the record that is kept.
    private static String author() {
        String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@+|-]", "");
        return name.isEmpty() ? "operator" : name;
    }

    boolean isTable() {
        return output.format() == OutputFormat.table;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// A mistake in how the command was called.
    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /// Says something to a person.
    void say(String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
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

    private void print(JsonNode value) {
        switch (output.format()) {
            case table -> {}
            case json -> out().println(OutputFormat.json(value));
            case ndjson -> out().println(OutputFormat.line(value));
        }
        out().flush();
    }
}
