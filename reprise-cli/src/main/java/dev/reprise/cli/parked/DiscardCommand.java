package dev.reprise.cli.parked;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        description = "Throw away the event that stopped a key, and go on with the rest.",
        footer = {"", "The reason, and what was thrown away, are kept: GET /parked/redrives of the service shows them."
        })
final class DiscardCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin
    private final ServiceOptions services = new ServiceOptions();

    @Parameters(paramLabel = "KEY", description = "The key, as `list` shows it.")
    private String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why; it is kept.")
    private String reason = "";

    @Option(names = "--all", description = "Throw away everything that waits under the key.")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("reason", reason);
        if (all) {
            request.put("all", true);
        }
        return services.use(asked -> {
            Awaited awaited = new Awaited(services);
            for (ParkedKeys each : asked) {
                if (!each.get(key).isEmpty()) {
                    awaited.add(each, each.discard(key, request));
                }
            }
            if (awaited.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED, "Nothing is parked under " + key + ". See what is: ./reprise parked list");
            }
            return awaited.print(PATIENCE);
        });
    }
}
