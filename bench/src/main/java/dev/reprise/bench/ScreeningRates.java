package dev.reprise.bench;

import dev.reprise.bench.parts.JavaLine;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// How many comments a policy screens in a second on one core, by JMH: with the flags that services have, and with the
/// JVM's own, which compile further.
final class ScreeningRates {

    private static final String INITIAL = "initial policy, comments/s";
    private static final String LARGE = "1,000 words and 50 patterns, comments/s";

    static final List<Requirement> REQUIRED =
            List.of(Requirement.atLeast(INITIAL, 50_000, 200_000), Requirement.atLeast(LARGE, 5_000, 10_000));

    private ScreeningRates() {}

    static Figures measure(Workplace place) throws RunnerException {
        Figures figures = new Figures();
        add(figures, place.settings(), "", List.of());
        add(figures, place.settings(), " with the services' flags", JavaLine.serviceFlags());
        return figures;
    }

    private static void add(Figures figures, Settings settings, String how, List<String> flags) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(ScreeningBenchmark.class.getName())
                .mode(Mode.Throughput)
                .threads(1)
                .forks(1)
                .jvmArgs(flags.toArray(String[]::new))
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(settings.warmUp().toMillis() / 6))
                .measurementIterations(settings.rounds())
                .measurementTime(TimeValue.milliseconds(settings.stretch().toMillis() / 2))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        for (RunResult result : new Runner(options).run()) {
            String figure = result.getParams().getParam("policy").equals(ScreeningBenchmark.LARGE) ? LARGE : INITIAL;
            result.getBenchmarkResults()
                    .forEach(fork -> fork.getIterationResults().forEach(iteration -> {
                        double rate = iteration.getPrimaryResult().getScore();
                        figures.add(figure + how, rate);
                        System.err.printf("  %s%s: %,.0f%n", figure, how, rate);
                    }));
        }
    }
}
