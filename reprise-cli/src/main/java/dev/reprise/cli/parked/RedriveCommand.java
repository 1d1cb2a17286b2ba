package dev.reprise.cli.parked;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.DurationArgument;
import dev.reprise.cli.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(name = "redrive", description = "Apply again what waits, in order, with the code that runs now.")
final class RedriveCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOptions services = new ServiceOptions();

    @Parameters(arity = "0..1", paramLabel = "KEY", description = "The key, as `list` shows it.")
    private @Nullable String key;

    @Option(names = "--all", description = "Every key that waits.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what today's code makes of the events, and apply none.")
    private boolean dryRun;

    @Option(names = "--events-per-second", paramLabel = "N", description = "Go no faster, 10 to 5000 (default: 1000).")
    private @Nullable Integer eventsPerSecond;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationArgument.class,
            defaultValue = "5m",
            description = "How long to wait for the outcome at the most (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofMinutes(5);

    @Override
    public Integer call() throws InterruptedException {
        if (all == (key != null)) {
            throw services.usage("Say which: a KEY, or --all");
        }
        return services.use(asked -> {
            List<String> keys = new ArrayList<>();
            Awaited awaited = new Awaited(services);
            List<JsonNode> rehearsed = new ArrayList<>();
            for (ParkedKeys each : asked) {
                List<JsonNode> found = key == null ? each.list() : each.get(key);
                List<String> here = found.stream()
                        .map(one -> one.path("key").asString(""))
                        .distinct()
                        .toList();
                keys.addAll(here);
                if (dryRun) {
                    for (String one : here) {
                        rehearsed.addAll(each.rehearse(one));
                    }
                } else if (!here.isEmpty()) {
                    awaited.add(each, key == null ? each.redriveAll(request()) : each.redrive(key, request()));
                }
            }
            if (keys.isEmpty() && key != null) {
                throw new CommandFailure(
                        ExitCode.FAILED, "Nothing is parked under " + key + ". See what is: ./reprise parked list");
            }
            return dryRun ? printed(rehearsed) : awaited.print(timeout);
        });
    }

    private Map<String, Object> request() {
        return eventsPerSecond == null ? Map.of() : Map.of("eventsPerSecond", eventsPerSecond);
    }

    private ExitCode printed(List<JsonNode> rehearsed) {
        services.print(rehearsed);
        boolean fails = false;
        for (JsonNode key : rehearsed) {
            List<JsonNode> events = key.path("events").valueStream().toList();
            JsonNode last = events.isEmpty() ? key : events.getLast();
            boolean failed = last.path("result").asString("").equals("fails");
            fails |= failed;
            if (services.isTable()) {
                services.out()
                        .printf(
                                "%s %s %s: %s%n",
                                key.path("service").asString(""),
                                key.path("topic").asString(""),
                                key.path("key").asString(""),
                                failed
                                        ? "offset %d would fail: %s"
                                                .formatted(
                                                        last.path("offset").asLong(0),
                                                        last.path("reason").asString(""))
                                        : "%d events, the last one %s"
                                                .formatted(
                                                        events.size(),
                                                        last.path("result").asString("")));
            }
        }
        services.out().flush();
        return fails ? ExitCode.FAILED : ExitCode.DONE;
    }
}
