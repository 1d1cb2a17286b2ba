package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.watching.Figures;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "plan",
        description =
                "Say how many events a replay would read, how long it would take and how much disk. Changes nothing.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            JsonNode plan = replays.plan(history.request());
            query.json(plan);
            if (query.format() == OutputFormat.table) {
                print(plan, query.out());
            }
            return ExitCode.DONE;
        });
    }

    private static void print(JsonNode plan, PrintWriter out) {
        Map<String, Long> topics = new TreeMap<>();
        for (JsonNode partition : plan.path("partitions")) {
            topics.merge(
                    partition.path("topic").asString(""),
                    partition.path("events").asLong(0),
                    Long::sum);
        }
        out.printf("%-10s %s%n", "events", Figures.count(plan.path("events").asLong(0)));
        topics.forEach((topic, events) -> out.printf("  %-10s %s%n", topic, Figures.count(events)));
        out.printf(
                "%-10s about %s%n",
                "time", Figures.duration(plan.path("seconds").asLong(0)));
        out.printf("%-10s about %s%n", "disk", Figures.bytes(plan.path("bytes").asLong(0)));
        out.printf("%-10s %s%n", "basis", plan.path("basis").asString("-"));
        out.flush();
    }
}
