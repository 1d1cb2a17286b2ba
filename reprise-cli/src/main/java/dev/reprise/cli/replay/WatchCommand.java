package dev.reprise.cli.replay;

import dev.reprise.cli.watching.WatchOptions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        description = "Show a replay's progress until it has ended or waits for a person.",
        footer = {
            "",
            "Without a terminal it prints a line each second. Ctrl-C ends the watching, not the replay.",
            "Ends with 0 when it is live, ready or found no differences, 1 when it failed or was canceled, 3 when"
                    + " the rebuilt model differs, 4 when --timeout passed."
        })
final class WatchCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> new Watching(replays, query, watching).toEnd(replays.idOr(which.id(), Set.of())));
    }
}
