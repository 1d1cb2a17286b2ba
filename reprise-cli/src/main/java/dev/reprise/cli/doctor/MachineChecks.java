package dev.reprise.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Whether the machine can carry the system: JDK, memory, disk.
final class MachineChecks {
    private static final int JAVA = 25;
    private static final long MEMORY_MIB = 2_560;
    private static final long DISK_MIB = 1_024;

    private MachineChecks() {}

    /// @param running whether the system runs already, and so has its memory
    static List<Check> all(Path state, boolean running) throws IOException {
        return List.of(jdk(), memory(running), disk(state));
    }

    private static Check jdk() {
        int version = Runtime.version().feature();
        return Check.of(
                "JDK",
                version >= JAVA,
                "Java " + Runtime.version() + " in " + System.getProperty("java.home"),
                "Install a JDK " + JAVA + " or later, or name one in REPRISE_JAVA_HOME.");
    }

    private static Check memory(boolean running) throws IOException {
        Path information = Path.of("/proc/meminfo");
        if (Files.notExists(information)) {
            return Check.good("memory", "not known on this system");
        }
        try (Stream<String> lines = Files.lines(information)) {
            long available = lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
            return Check.of(
                    "memory",
                    running || available >= MEMORY_MIB,
                    available + " MiB available",
                    "The system takes about " + MEMORY_MIB + " MiB: end other programs, or give the machine more.");
        }
    }

    private static Check disk(Path state) throws IOException {
        Path existing = state;
        while (Files.notExists(existing)) {
            existing = Objects.requireNonNull(existing.getParent());
        }
        FileStore disk = Files.getFileStore(existing);
        long free = disk.getUsableSpace() >> 20;
        return Check.of(
                "disk",
                free >= DISK_MIB,
                free + " MiB free for " + state,
                "Free at least " + DISK_MIB + " MiB there, or put the state elsewhere with --state.");
    }
}
