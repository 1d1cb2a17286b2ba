package dev.reprise.bench;

import dev.reprise.bench.report.Figures;
import dev.reprise.starter.history.History;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/// The JVM in which a rebuild is measured, with the flags and the heap that query-service has:
/// `Measuring <fold|rebuild|once> <broker> <store> <store's pid> <rounds> <threads>`. Prints its figures as one JSON
/// object.
final class Measuring {

    private static final double MIB = 1 << 20;

    private final History history;
    private final Replaying replaying;
    private final String store;
    private final int rounds;
    private final int threads;
    private final Figures figures = new Figures();

    private Measuring(String broker, String store, long storeProcess, int rounds, int threads) {
        Stopwatch.watch(storeProcess);
        this.history = Replaying.history(broker);
        this.replaying = new Replaying(history, threads);
        this.store = store;
        this.rounds = rounds;
        this.threads = threads;
    }

    public static void main(String[] arguments) throws Exception {
        Measuring measuring = new Measuring(
                arguments[1],
                arguments[2],
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
        switch (arguments[0]) {
            case "fold" -> measuring.fold();
            case "rebuild" -> measuring.rebuild();
            case "once" -> measuring.once();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println(JsonMapper.builder().build().writeValueAsString(measuring.figures.values()));
    }

    /// The first round warms up and does not count; the others take turns at who comes first.
    private void fold() throws Exception {
        for (int round = 0; round <= rounds; round++) {
            boolean rawFirst = round % 2 == 0;
            Units.Outcome first = rawFirst ? replaying.raw() : replaying.fold();
            Units.Outcome second = rawFirst ? replaying.fold() : replaying.raw();
            Units.Outcome raw = rawFirst ? first : second;
            Units.Outcome fold = rawFirst ? second : first;
            requireSame(raw.events(), fold.events());
            System.err.printf("  round %d: raw %s, fold %s%n", round, raw, fold);
            if (round > 0) {
                figures.add("raw poll + parse, events/s", raw.events() / raw.seconds());
                figures.add("fold only, events/s", fold.events() / fold.seconds());
                figures.add("fold ÷ raw, rates", raw.seconds() / fold.seconds());
                figures.add("fold ÷ raw, rates by processor time", raw.cpuSeconds() / fold.cpuSeconds());
            }
        }
    }

    private void rebuild() throws Exception {
        Map<TopicPartition, Long> ends = replaying.ends();
        try (Rebuilding rebuilding = new Rebuilding(history, store, threads)) {
            for (int round = 0; round <= rounds; round++) {
                Units.Outcome rawBefore = replaying.raw();
                Units.Outcome rebuilt = rebuilding.rebuild(ends);
                long documents = rebuilding.documents();
                settle();
                Units.Outcome bare = rebuilding.insertBare();
                Units.Outcome rawAfter = replaying.raw();
                requireSame(documents, bare.events());
                rebuilding.drop();
                settle();
                double raw = (rawBefore.seconds() + rawAfter.seconds()) / 2;
                System.err.printf(
                        "  round %d: raw %s and %s, bare insert %s, rebuild %s%n",
                        round, rawBefore, rawAfter, bare, rebuilt);
                if (round > 0) {
                    figures.add("raw poll + parse, s", raw);
                    figures.add("bare insert, s", bare.seconds());
                    figures.add("rebuild, s", rebuilt.seconds());
                    figures.add("rebuild ÷ (raw + bare insert)", rebuilt.seconds() / (raw + bare.seconds()));
                    double rawCpu = (rawBefore.cpuSeconds() + rawAfter.cpuSeconds()) / 2;
                    figures.add("raw poll + parse, processor s", rawCpu);
                    figures.add("bare insert, processor s", bare.cpuSeconds());
                    figures.add("rebuild, processor s", rebuilt.cpuSeconds());
                    figures.add("bare insert, processor s of the store", bare.storeSeconds());
                    figures.add("rebuild, processor s of the store", rebuilt.storeSeconds());
                    figures.add("raw poll + parse, collecting garbage, s", rawAfter.garbageSeconds());
                    figures.add("bare insert, collecting garbage, s", bare.garbageSeconds());
                    figures.add("rebuild, collecting garbage, s", rebuilt.garbageSeconds());
                }
            }
        }
    }

    /// A cold JVM that does nothing else, as a service after its start.
    private void once() throws Exception {
        try (Rebuilding rebuilding = new Rebuilding(history, store, threads)) {
            Units.Outcome rebuilt = rebuilding.rebuild(replaying.ends());
            figures.add("events", (double) rebuilt.events());
            figures.add("documents", (double) rebuilding.documents());
            figures.add("rebuild, s", rebuilt.seconds());
            figures.add("rebuild, events/s", rebuilt.events() / rebuilt.seconds());
            figures.add("heap allowed, MiB", Runtime.getRuntime().maxMemory() / MIB);
            figures.add("heap at most, MiB", heap(MemoryPoolMXBean::getPeakUsage) / MIB);
            figures.add("old objects after the last collection, MiB", heap(MemoryPoolMXBean::getCollectionUsage) / MIB);
            figures.add("process at most (VmHWM), MiB", mostResident() / MIB);
            rebuilding.drop();
        }
    }

    private static double heap(Function<MemoryPoolMXBean, MemoryUsage> usage) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(usage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private static double mostResident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }

    /// The store tidies its file once it rests; what was dropped is not to be paid for by whoever comes next.
    private static void settle() throws InterruptedException {
        Thread.sleep(4_000);
    }

    private static void requireSame(long one, long other) {
        if (one != other) {
            throw new IllegalStateException(one + " here are " + other + " there");
        }
    }
}
