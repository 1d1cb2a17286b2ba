package dev.reprise.system.hostile;

import dev.reprise.system.Call;
import dev.reprise.system.RunningSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a service's process is. Linux alone, as it asks `/proc`.
///
/// @param heap MiB that are reachable, after a collection
/// @param resident MiB of memory that are no pages of files
/// @param logged characters of its log
record Vitals(String service, long pid, long heap, long resident, int logged) {

    private static final long MEBIBYTE = 1 << 20;
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^RssAnon:\\s+(\\d+) kB$");
    private static final Pattern MOST_HEAP = Pattern.compile("-Xmx(\\d+)m");
    private static final Pattern TROUBLE =
            Pattern.compile("^\\S+ +ERROR .*|^\\s+at [\\w.$/@]+\\(.*|^Caused by: .*|.*OutOfMemoryError.*");

    /// What a service may hold for longer because of what it was sent, in MiB: its caches, which have bounds
    /// (`reprise.pages.memory` 16 MB, `reprise.streams.window` 4 MB), classes and compiled code that use heap.
    private static final long MORE_HEAP = 40;

    /// What a service may take beside its heap, in MiB: classes, code, threads and buffers.
    private static final long BESIDE_HEAP = 192;

    static Vitals of(RunningSystem system, String service) {
        long pid = system.pid(service);
        collect(pid);
        String metrics = Call.get(system.url(service) + "/actuator/prometheus")
                .send()
                .expect(200)
                .text();
        double heap = HEAP.matcher(metrics)
                .results()
                .mapToDouble(pool -> Double.parseDouble(pool.group(1)))
                .sum();
        return new Vitals(
                service,
                pid,
                (long) heap / MEBIBYTE,
                number(RESIDENT, read(Path.of("/proc", Long.toString(pid), "status"))) / 1024,
                system.log(service).length());
    }

    /// What is wrong now, when it was like this before.
    List<String> violations(RunningSystem system) {
        Vitals now = of(system, service);
        long mostHeap = number(MOST_HEAP, read(Path.of("/proc", Long.toString(now.pid), "cmdline")));
        List<String> violations = new ArrayList<>();
        if (now.pid != pid) {
            violations.add("%s was restarted: %d became %d".formatted(service, pid, now.pid));
        }
        if (now.heap > heap + MORE_HEAP) {
            violations.add("%s holds %d MiB of heap, and held %d".formatted(service, now.heap, heap));
        }
        if (now.resident > mostHeap + BESIDE_HEAP) {
            violations.add("%s takes %d MiB with a heap of %d".formatted(service, now.resident, mostHeap));
        }
        String health =
                Call.get(system.url(service) + "/actuator/health").send().text();
        if (!health.contains("\"status\":\"UP\"") || health.contains("DOWN")) {
            violations.add(service + " is not well: " + health);
        }
        system.log(service)
                .substring(logged)
                .lines()
                .filter(line -> TROUBLE.matcher(line).matches())
                .limit(20)
                .forEach(line -> violations.add(service + " logged " + line));
        System.out.printf(
                "hostile: %s: heap %d MiB (%d before), resident %d MiB (%d), %d log lines%n",
                service,
                now.heap,
                heap,
                now.resident,
                resident,
                system.log(service).substring(logged).lines().count());
        return violations;
    }

    private static void collect(long pid) {
        try {
            int status = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (status != 0) {
                throw new IllegalStateException("process " + pid + " did not collect");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern);
        }
        return Long.parseLong(found.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
