package dev.reprise.cli.parked;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show what is parked under a key: where its first event stands, and why it could not be applied.",
        footer = {"", "What the event says is shown by `./reprise events get`, masked unless asked for."})
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOptions services = new ServiceOptions();

    @Parameters(paramLabel = "KEY", description = "The key, as `list` shows it.")
    private String key = "";

    @Override
    public Integer call() throws InterruptedException {
        return services.use(asked -> {
            List<JsonNode> found = new ArrayList<>();
            for (ParkedKeys each : asked) {
                found.addAll(each.get(key));
            }
            if (found.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED, "Nothing is parked under " + key + ". See what is: ./reprise parked list");
            }
            services.print(found);
            if (services.isTable()) {
                found.forEach(each -> block(each, services.out()));
                services.out().flush();
            }
            return ExitCode.DONE;
        });
    }

    private static void block(JsonNode key, PrintWriter out) {
        JsonNode first = key.path("stoppedBy");
        String place = "%s %d %d"
                .formatted(
                        key.path("topic").asString(""),
                        key.path("partition").asInt(0),
                        first.path("offset").asLong(0));
        line(
                out,
                "service",
                key.path("service").asString("") + " ("
                        + key.path("subscription").asString("") + ")");
        line(
                out,
                "topic",
                key.path("topic").asString("") + "-" + key.path("partition").asInt(0));
        line(
                out,
                "waiting",
                key.path("events").asLong(0) + " events, since "
                        + key.path("parkedAt").asString(""));
        line(
                out,
                "stopped by",
                first.path("type").asString("a record") + " at offset "
                        + first.path("offset").asLong(0));
        line(out, "reason", first.path("reason").asString(""));
        line(
                out,
                "tried",
                first.path("attempts").asInt(0) + " times, first at "
                        + first.path("firstFailure").asString(""));
        line(out, "event", "./reprise events get " + place);
        out.println();
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("%-11s %s%n", name, value);
    }
}
