package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.replay.DiffReading.Taker;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        description = "Show how a rebuilt model differs from the live one, counts first.",
        footer = {"", "Ends with 0 when nothing differs, 3 when something does, 5 when it isn't compared yet."})
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "100",
            description = "How many documents to list; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--show-payload", description = "Show both values of each field, which may be private.")
    private boolean showPayload;

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            String id = replays.idOr(which.id(), Set.of());
            Taker taker = switch (query.format()) {
                case table -> new DiffPrinting.Table(query.out());
                case json -> new DiffPrinting.Json(query.out());
                case ndjson -> new DiffPrinting.Lines(query.out());
            };
            Replay.Diff diff = replays.diff(id, new DiffReading(limit, showPayload, taker));
            query.out().flush();
            return diff.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCES;
        });
    }
}
