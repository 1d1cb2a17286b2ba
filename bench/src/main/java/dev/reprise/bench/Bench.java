package dev.reprise.bench;

import dev.reprise.bench.load.LoadGenerator;
import dev.reprise.bench.report.Json;
import dev.reprise.bench.report.Plots;
import dev.reprise.bench.report.Report;
import dev.reprise.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./reprise bench`: runs measurements one after the other and reports what they gave.
@Command(
        name = "reprise bench",
        description = {
            "Measure this machine's system as ratios to raw limits, each measured beside it in the same run.",
            "Starts what it needs, on ports and in folders of its own. Use a machine that does nothing else.",
            ""
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything measured is what it must be",
            "1:something is not, or could not be measured",
            "2:wrong usage"
        },
        footer = {"", "The same as JSON, and plots, are written to bench/results/."})
final class Bench implements Callable<Integer> {

    /// How the report is printed.
    enum OutputFormat {
        table,
        json
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "Any of ${COMPLETION-CANDIDATES}; everything without.",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private List<Measurement> measurements = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}.")
    private OutputFormat format = OutputFormat.table;

    @Option(
            names = "--quick",
            description = "Few rounds on little data: to see that it works. The figures mean nothing.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count (5; 2 with --quick).")
    private @Nullable Integer rounds;

    @Option(
            names = "--events",
            paramLabel = "N",
            description = "Events in the history that is replayed (100,000; 5,000 with --quick).")
    private @Nullable Integer events;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a rebuild.")
    private int threads = 2;

    @Option(names = "--seed", paramLabel = "S", description = "Of the made-up history.")
    private long seed = 1;

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("reprise.home")).toAbsolutePath();
        Path results = Files.createDirectories(home.resolve("bench/results"));
        String name = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(':', '-');
        Settings settings = Settings.of(quick, rounds, events, threads, seed);
        LoadGenerator load = LoadGenerator.best();
        Plots plots = new Plots(results, name, quick ? "quick, means nothing" : "");
        Report report = measure(new Workplace(home, settings, load, plots));
        Path file = results.resolve(name + ".json");
        Files.writeString(file, Json.of(report));
        System.err.println("written to " + home.relativize(file) + ", plots beside it");
        System.out.print(format == OutputFormat.json ? Json.of(report) + System.lineSeparator() : Table.of(report));
        System.out.flush();
        return report.exitStatus();
    }

    private Report measure(Workplace place) throws InterruptedException {
        Report report = new Report(circumstances(place));
        for (Measurement measurement : measurements.isEmpty() ? Arrays.asList(Measurement.values()) : measurements) {
            System.err.println(measurement + ": " + measurement.description());
            try {
                report.add(measurement.name(), measurement.measure(place), measurement.requirements());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // the others are still worth measuring, and the report tells
                e.printStackTrace();
                report.fail(measurement.name(), e.toString());
            }
        }
        return report;
    }

    private Map<String, Object> circumstances(Workplace place) {
        Settings settings = place.settings();
        Map<String, Object> all = new LinkedHashMap<>();
        if (quick) {
            all.put("QUICK", "few rounds on little data, to see that it works; the figures mean nothing");
        }
        all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("processors", Runtime.getRuntime().availableProcessors());
        all.put("java", Runtime.version().toString());
        all.put("load by", place.load().name());
        all.put("rounds", settings.rounds());
        all.put("events", settings.events());
        all.put("threads", settings.threads());
        all.put("seed", settings.seed());
        return all;
    }
}
