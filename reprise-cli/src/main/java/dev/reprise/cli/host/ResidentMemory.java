package dev.reprise.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much of the machine's memory a process holds.
public final class ResidentMemory {
    private ResidentMemory() {}

    /// In MiB; empty when the process is gone or the system doesn't say.
    public static OptionalLong mebibytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(ResidentMemory::kibibytes)
                    .map(kibibytes -> kibibytes / 1024)
                    .findFirst();
        } catch (IOException notLinuxOrGone) {
            return fromPs(pid);
        }
    }

    private static OptionalLong fromPs(long pid) {
        return CommandOutput.of("ps", "-o", "rss=", "-p", Long.toString(pid))
                .filter(text -> !text.isBlank())
                .map(text -> OptionalLong.of(Long.parseLong(text.strip()) / 1024))
                .orElse(OptionalLong.empty());
    }

    private static long kibibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", ""));
    }
}
