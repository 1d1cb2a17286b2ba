package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.Terminal;
import dev.reprise.cli.watching.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rollback",
        description = "Switch readers back to the model before, while it is kept.",
        footer = {"", "Ends with 0 when it is done, 5 when the replay is not live or the model before is gone."})
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask.")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            String id = replays.idOr(which.id(), Set.of(Replay.State.LIVE));
            Replay replay = Replay.of(replays.get(id));
            if (replay.state() == Replay.State.LIVE) {
                query.say(left(replay, Instant.now()));
                if (!yes && !Terminal.confirms("Take generation " + replay.generation() + " out of use?", "--yes")) {
                    query.say("Nothing was changed.");
                    return ExitCode.FAILED;
                }
            }
            JsonNode json = replays.rollback(id);
            query.result(
                    json,
                    new Outcome(
                            ExitCode.DONE,
                            "Rolled back: the generation before %d is live again. Another one: ./reprise replay start"
                                    .formatted(replay.generation())));
            return ExitCode.DONE;
        });
    }

    private static String left(Replay replay, Instant now) {
        Instant until = replay.rollbackUntil();
        if (until == null || !until.isAfter(now)) {
            return "The generation before is not kept any more.";
        }
        return "The generation before is kept until %s: %s left."
                .formatted(until, Figures.duration(Duration.between(now, until).toSeconds()));
    }
}
