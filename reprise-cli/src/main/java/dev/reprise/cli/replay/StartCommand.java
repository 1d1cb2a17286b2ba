package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.watching.WatchOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "start",
        description = "Start a replay and watch it to its end.",
        footer = {
            "",
            "Ctrl-C ends the watching, not the replay.",
            "Ends as `watch` does; with --detach, 0 once it has started. 5 when another is under way."
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Mixin
    private final WatchOptions watching = new WatchOptions();

    @ArgGroup
    private final Company company = new Company();

    /// Whether to stay with it.
    static final class Company {
        @Option(
                names = "--watch",
                description = "Watch it to its end, or to where it waits for a person (the default).")
        private boolean watch;

        @Option(names = "--detach", description = "Return once it has started.")
        private boolean detach;
    }

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            JsonNode started = replays.start(history.request());
            Replay replay = Replay.of(started);
            if (company.detach && !company.watch) {
                query.json(started);
                query.say("Replay %s has started. Watch it: ./reprise replay watch %s"
                        .formatted(replay.id(), replay.id()));
                return ExitCode.DONE;
            }
            return new Watching(replays, query, watching).toEnd(replay.id());
        });
    }
}
