package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.watching.Figures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List the replays, newest first.")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-36s %-12s %10s %8s %-24s %-12s %s%n";

    @Mixin
    private final QueryOption query = new QueryOption();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            List<JsonNode> all = replays.list();
            PrintWriter out = query.out();
            switch (query.format()) {
                case table -> print(all.stream().map(Replay::of).toList(), out);
                case json -> out.println(OutputFormat.json(all));
                case ndjson -> all.forEach(replay -> out.println(OutputFormat.line(replay)));
            }
            out.flush();
            return ExitCode.DONE;
        });
    }

    private static void print(List<Replay> replays, PrintWriter out) {
        out.printf(ROW, "ID", "STATE", "GENERATION", "DONE", "CREATED", "BY", "DIFFERENCES");
        for (Replay replay : replays) {
            out.printf(
                    ROW,
                    replay.id(),
                    replay.state(),
                    replay.generation(),
                    Figures.percent(replay.done(), replay.total()),
                    replay.createdAt() == null ? "-" : replay.createdAt().toString(),
                    Objects.requireNonNullElse(replay.requestedBy(), "-"),
                    replay.diff() == null
                            ? "-"
                            : replay.diff().isEmpty() ? "none" : replay.diff().toString());
        }
    }
}
