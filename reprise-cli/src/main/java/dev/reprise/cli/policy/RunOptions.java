package dev.reprise.cli.policy;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.ServiceOption;
import dev.reprise.cli.watching.Watch;
import dev.reprise.cli.watching.WatchOptions;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a run is watched, and how what it found is printed.
final class RunOptions {
    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "100",
            description = "How many changes to list; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    /// Returns with the id, where nobody watches.
    ExitCode detached(PolicyRun run, ServiceOption moderation) {
        moderation.json(run.json());
        if (moderation.format() == OutputFormat.table) {
            moderation.out().println(run.id());
            moderation.out().flush();
        }
        moderation.say("The %s has started. Watch it: %s".formatted(run.kind(), run.watchAgain()));
        return ExitCode.DONE;
    }

    /// Watches a run to its end, and prints what it found.
    ExitCode toEnd(PolicyRun run, Policies policies, ServiceOption moderation) throws InterruptedException {
        return print(
                watched(run, policies, moderation, underWay -> {
                    if (moderation.format() == OutputFormat.ndjson) {
                        moderation.json(underWay);
                    }
                }),
                policies,
                moderation);
    }

    /// Watches a run, and returns it as it ended.
    PolicyRun watched(PolicyRun run, Policies policies, ServiceOption moderation, Consumer<JsonNode> underWay)
            throws InterruptedException {
        Watch watch = new Watch(moderation, "The " + run.kind(), run.watchAgain(), watching);
        return new PolicyRun(
                run.kind(),
                watch.toEnd(
                        () -> policies.get(run.kind(), run.id()).json(),
                        json -> new PolicyRun(run.kind(), json),
                        underWay));
    }

    /// Prints a run as it is: counts first, then the changes once it has ended.
    ExitCode print(PolicyRun run, Policies policies, ServiceOption moderation) throws InterruptedException {
        List<JsonNode> changes = run.hasEnded() && run.count("changes") > 0 ? policies.changes(run, limit) : List.of();
        switch (moderation.format()) {
            case table -> Findings.print(run, changes, moderation.out());
            case json -> {
                ObjectNode whole = (ObjectNode) run.json().deepCopy();
                whole.putArray("items").addAll(changes);
                moderation.json(whole);
            }
            case ndjson -> {
                moderation.json(run.json());
                changes.forEach(moderation::json);
            }
        }
        Findings.remark(run).ifPresent(moderation::say);
        return run.exit();
    }
}
