package dev.reprise.bench;

import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.ServiceJar;
import dev.reprise.bench.parts.ServiceProcess;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// From the start of query-service's process to its first 200, in turns with the JVM's AOT cache (JEP 483, 514) and
/// without; both from an extracted jar. The cache is made in a run beforehand.
final class Starts {

    private static final String RATIO = "with AOT cache ÷ without, first 200";

    static final List<Requirement> REQUIRED = List.of(Requirement.atMost(RATIO, 0.7, 0.5));

    private static final String PATH = "/posts?limit=1";

    private final EmbeddedParts parts;
    private final Path jar;
    private final Path cache;

    private Starts(EmbeddedParts parts, Path jar, Path cache) {
        this.parts = parts;
        this.jar = jar;
        this.cache = cache;
    }

    static Figures measure(Workplace place) throws IOException, InterruptedException {
        Path jar = ServiceJar.extracted(place.home(), "query-service");
        Path cache = place.home().resolve("bench/target/query-service.aot");
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "query")) {
            Publishing.createTopics(parts.broker());
            Starts starts = new Starts(parts, jar, cache);
            starts.makeCache();
            return starts.rounds(place.settings().rounds());
        }
    }

    private void makeCache() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        start(List.of("-XX:AOTCacheOutput=" + cache)); // written when it ends
        if (Files.notExists(cache)) {
            throw new IllegalStateException("the JVM wrote no AOT cache");
        }
    }

    private Figures rounds(int rounds) throws IOException, InterruptedException {
        Figures figures = new Figures();
        for (int round = 1; round <= rounds; round++) {
            boolean withFirst = round % 2 == 0;
            double first = withFirst ? with() : without();
            double second = withFirst ? without() : with();
            double with = withFirst ? first : second;
            double without = withFirst ? second : first;
            figures.add(RATIO, with / without);
            figures.add("with AOT cache, s", with);
            figures.add("without, s", without);
            System.err.printf("  round %d: %.2f s with, %.2f s without%n", round, with, without);
        }
        return figures;
    }

    /// A cache that can't be used ends the JVM, so that it is not measured.
    private double with() throws IOException, InterruptedException {
        return start(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
    }

    private double without() throws IOException, InterruptedException {
        return start(List.of());
    }

    /// Seconds.
    private double start(List<String> flags) throws IOException, InterruptedException {
        try (ServiceProcess service = ServiceProcess.start(jar, flags, parts, PATH)) {
            return service.untilReady().toMillis() / 1e3;
        }
    }
}
