package dev.reprise.cli.policy;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.ServiceOption;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show the policy in force, or one that was: its rules, of which the first decides.")
final class ShowCommand implements Callable<Integer> {
    private static final String ROW = "%4s  %-20s %-16s %-8s %s%n";
    private static final int SHOWN = 80;
    private static final List<String> COLUMNS = List.of("id", "kind", "outcome");

    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Option(names = "--version", paramLabel = "N", description = "Which version (default: the one in force).")
    private @Nullable Long version;

    @Override
    public Integer call() throws InterruptedException {
        return moderation.use(client -> {
            JsonNode policy = new Policies(client).show(version);
            moderation.json(policy);
            if (moderation.format() == OutputFormat.table) {
                print(policy, moderation.out());
            }
            return ExitCode.DONE;
        });
    }

    private static void print(JsonNode policy, PrintWriter out) {
        String who = policy.path("changedBy").asString("");
        out.printf("Version %d%n", policy.path("version").asLong(0));
        out.println(
                who.isEmpty()
                        ? "It came with the service."
                        : "Put by %s at %s"
                                .formatted(who, policy.path("changedAt").asString("-")));
        out.printf(ROW, "#", "RULE", "KIND", "OUTCOME", "PARAMETERS");
        int place = 1;
        for (JsonNode rule : policy.path("rules")) {
            out.printf(
                    ROW,
                    place++,
                    rule.path("id").asString(""),
                    rule.path("kind").asString(""),
                    rule.path("outcome").asString(""),
                    OutputFormat.cut(parameters(rule), SHOWN));
        }
        out.flush();
    }

    private static String parameters(JsonNode rule) {
        return rule.propertyStream()
                .filter(parameter -> !COLUMNS.contains(parameter.getKey()))
                .map(ShowCommand::parameter)
                .collect(Collectors.joining(", "));
    }

    private static String parameter(Map.Entry<String, JsonNode> parameter) {
        return parameter.getKey() + " " + OutputFormat.line(parameter.getValue());
    }
}
