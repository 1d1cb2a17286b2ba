package dev.reprise.bench;

import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work on partition N of all topics, for all N, shared out among threads as a rebuild does.
final class Units {

    @FunctionalInterface
    interface Unit {
        /// @return the number of events
        long run(int partition) throws Exception;
    }

    /// @param nanoseconds from the first unit's start to the last one's end
    /// @param cpu nanoseconds that this JVM's threads computed meanwhile
    /// @param store nanoseconds that the store's threads computed meanwhile
    /// @param garbage nanoseconds in which this JVM stood still to collect garbage
    record Outcome(long events, long nanoseconds, long cpu, long store, long garbage) {

        static final Outcome NONE = new Outcome(0, 0, 0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    events + other.events,
                    nanoseconds + other.nanoseconds,
                    cpu + other.cpu,
                    store + other.store,
                    garbage + other.garbage);
        }

        double seconds() {
            return nanoseconds / 1e9;
        }

        double cpuSeconds() {
            return cpu / 1e9;
        }

        double storeSeconds() {
            return store / 1e9;
        }

        double garbageSeconds() {
            return garbage / 1e9;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f s (processor %.2f, store's %.2f, garbage %.2f)",
                    seconds(),
                    cpuSeconds(),
                    storeSeconds(),
                    garbageSeconds());
        }
    }

    private Units() {}

    static Outcome run(int threads, Unit unit) throws Exception {
        List<Callable<Long>> units = new ArrayList<>();
        for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
            int number = partition;
            units.add(() -> unit.run(number));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            Stopwatch watch = Stopwatch.start();
            long events = 0;
            for (Future<Long> done : pool.invokeAll(units)) {
                events += done.get();
            }
            return watch.stop(events);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
