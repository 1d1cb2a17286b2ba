package dev.reprise.bench;

import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.JavaLine;
import dev.reprise.bench.report.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Has replays measured in a JVM like query-service's, over a made-up history in a broker and a store of their own.
final class ReplayJvm {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReplayJvm() {}

    /// @param what as [Measuring] knows it
    static Figures measure(String what, Workplace place) throws Exception {
        Settings settings = place.settings();
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "query")) {
            long start = System.nanoTime();
            Publishing.createTopics(parts.broker());
            Publishing.publish(parts.broker(), settings.seed(), settings.events());
            System.err.printf(
                    "  %,d events published in %.1f s%n", settings.events(), (System.nanoTime() - start) / 1e9);
            return measure(what, parts, settings);
        }
    }

    private static Figures measure(String what, EmbeddedParts parts, Settings settings)
            throws IOException, InterruptedException {
        List<String> line = JavaLine.measured(
                System.getProperty("java.class.path"),
                Measuring.class.getName(),
                List.of(
                        what,
                        parts.broker(),
                        parts.store(),
                        parts.storeProcess() + "",
                        settings.rounds() + "",
                        settings.threads() + ""));
        Process child = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException("the measurement failed, see above");
        }
        String json = output.strip().lines().toList().getLast(); // a flight recording has something to say before
        Figures figures = new Figures();
        figures.addAll(JSON.readValue(json, new TypeReference<LinkedHashMap<String, List<Double>>>() {}));
        return figures;
    }
}
