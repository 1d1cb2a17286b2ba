package dev.reprise.cli.parked;

import dev.reprise.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(name = "list", description = "List the keys that wait, and why.")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-19s %-11s %-36s %8s %-24s %s%n";

    @Mixin
    private final ServiceOptions services = new ServiceOptions();

    @Override
    public Integer call() throws InterruptedException {
        return services.use(asked -> {
            List<JsonNode> all = new ArrayList<>();
            for (ParkedKeys each : asked) {
                all.addAll(each.list());
            }
            services.print(all);
            if (services.isTable()) {
                table(all);
            }
            return ExitCode.DONE;
        });
    }

    private void table(List<JsonNode> all) {
        if (all.isEmpty()) {
            services.out().println("Nothing is parked.");
        } else {
            services.out().printf(ROW, "SERVICE", "TOPIC", "KEY", "EVENTS", "SINCE", "REASON");
            all.forEach(key -> services.out()
                    .printf(
                            ROW,
                            key.path("service").asString(""),
                            key.path("topic").asString(""),
                            key.path("key").asString(""),
                            key.path("events").asLong(0),
                            key.path("parkedAt").asString(""),
                            key.path("stoppedBy").path("reason").asString("")));
        }
        services.out().flush();
    }
}
