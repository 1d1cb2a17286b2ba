package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        description = "Show a replay as it is now.",
        footer = {"", "Ends as `watch` does; 0 while it is under way."})
final class StatusCommand implements Callable<Integer> {
    private static final int WIDE = 120;

    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            JsonNode json = replays.get(replays.idOr(which.id(), Set.of()));
            Replay replay = Replay.of(json);
            Optional<Outcome> outcome = Outcome.of(replay, Instant.now());
            query.json(json);
            if (query.format() == OutputFormat.table) {
                ProgressView.lines(replay, WIDE).forEach(query.out()::println);
                outcome.ifPresent(ended -> query.out().println(ended.text()));
                query.out().flush();
            }
            return outcome.map(Outcome::exit).orElse(ExitCode.DONE);
        });
    }
}
