package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "cancel",
        description = "Stop a replay, and drop what it has built. What is live stays live.",
        footer = {"", "Ends with 0 when it is done, 5 when the replay is live."})
final class CancelCommand implements Callable<Integer> {
    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final IdArgument which = new IdArgument();

    @Override
    public Integer call() throws InterruptedException {
        return query.use(replays -> {
            String id = replays.idOr(
                    which.id(),
                    EnumSet.of(
                            Replay.State.PLANNED,
                            Replay.State.REPLAYING,
                            Replay.State.CATCHING_UP,
                            Replay.State.READY));
            replays.cancel(id);
            if (query.format() == OutputFormat.table) {
                query.out().println("Replay " + id + " is canceled; what it built is dropped. What was live still is.");
                query.out().flush();
            } else {
                query.json(
                        JsonNodeFactory.instance.objectNode().put("replay", id).put("canceled", true));
            }
            return ExitCode.DONE;
        });
    }
}
