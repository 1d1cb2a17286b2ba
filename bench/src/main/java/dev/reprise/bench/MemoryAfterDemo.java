package dev.reprise.bench;

import dev.reprise.bench.parts.LocalSystem;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The resident memory of all parts together, as `./reprise status` tells it, after the demo and with nothing to do.
/// Each round is a fresh system.
final class MemoryAfterDemo {

    private static final String TOGETHER = "all parts together, GiB";

    static final List<Requirement> REQUIRED = List.of(Requirement.atMost(TOGETHER, 2.0, 1.2));

    private static final double MIB_PER_GIB = 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MemoryAfterDemo() {}

    static Figures measure(Workplace place) throws IOException, InterruptedException {
        Settings settings = place.settings();
        Figures figures = new Figures();
        for (int round = 1; round <= settings.rounds(); round++) {
            try (LocalSystem system = LocalSystem.start(place.home())) {
                var _ = system.reprise("demo");
                var _ = system.reprise("wait", "--caught-up");
                Thread.sleep(Duration.ofSeconds(settings.size(30, 5)));
                JsonNode status = JSON.readTree(system.reprise("status", "-o", "json"));
                double together = status.get("memoryMiB").asDouble() / MIB_PER_GIB;
                figures.add(TOGETHER, together);
                status.get("parts")
                        .forEach(part -> figures.add(
                                part.get("name").asString() + ", MiB",
                                part.get("memoryMiB").asDouble()));
                System.err.printf("  round %d: %.2f GiB%n", round, together);
            }
        }
        return figures;
    }
}
