package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "cutover",
        description = "Switch readers to a rebuilt model that is ready.",
        footer = {"", "Ends with 0 when it is live, 5 when it is not ready or is never switched in."})
final class CutoverCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            JsonNode json = replays.cutover(replays.idOr(which.id(), Set.of(Replay.State.READY)));
            Outcome outcome = Outcome.of(Replay.of(json), Instant.now())
                    .orElseGet(() -> new Outcome(ExitCode.DONE, "The switch is under way."));
            query.result(json, outcome);
            return outcome.exit();
        });
    }
}
