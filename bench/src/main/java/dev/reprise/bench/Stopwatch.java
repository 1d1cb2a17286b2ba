package dev.reprise.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Wall time, and what it went into: the processor time of this JVM and of the store, and the collection of
/// garbage. These tell most where others use the machine too.
final class Stopwatch {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static volatile long storeProcess;

    private final long start = System.nanoTime();
    private final long cpu = SYSTEM.getProcessCpuTime();
    private final long store = storeNanoseconds();
    private final long garbage = garbageNanoseconds();

    private Stopwatch() {}

    /// Names the process that is the store, once.
    static void watch(long process) {
        storeProcess = process;
    }

    static Stopwatch start() {
        return new Stopwatch();
    }

    Units.Outcome stop(long events) {
        return new Units.Outcome(
                events,
                System.nanoTime() - start,
                SYSTEM.getProcessCpuTime() - cpu,
                storeNanoseconds() - store,
                garbageNanoseconds() - garbage);
    }

    private static long storeNanoseconds() {
        return ProcessHandle.of(storeProcess)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static long garbageNanoseconds() {
        return NANOS_PER_MILLI
                * ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum();
    }
}
