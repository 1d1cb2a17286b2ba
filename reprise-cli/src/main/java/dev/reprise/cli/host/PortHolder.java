package dev.reprise.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The process that listens on a port, as far as this user may know it.
///
/// @param pid its process id
/// @param command its program and arguments, cut to a readable length
public record PortHolder(long pid, String command) {
    private static final int COMMAND_LENGTH = 100;
    private static final String LISTENING = "0A";

    @Override
    public String toString() {
        return "pid " + pid + " (" + command + ")";
    }

    /// Looks in `/proc`, and asks `lsof` where there is none.
    public static Optional<PortHolder> of(int port) {
        return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
    }

    private static Optional<PortHolder> fromLsof(int port) {
        return CommandOutput.of("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .flatMap(pids -> pids.lines().findFirst())
                .map(pid -> named(Long.parseLong(pid.strip())));
    }

    private static Optional<PortHolder> fromProc(int port) {
        Set<String> sockets = Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/net", table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9
                        && columns[3].equals(LISTENING)
                        && columns[1].endsWith(":%04X".formatted(port)))
                .map(columns -> "socket:[" + columns[9] + "]")
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> holdsAny(process.pid(), sockets))
                .findFirst()
                .map(process -> named(process.pid()));
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException notOursOrGone) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static PortHolder named(long pid) {
        String command = ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .orElse("unknown command");
        return new PortHolder(
                pid, command.length() > COMMAND_LENGTH ? command.substring(0, COMMAND_LENGTH) + "…" : command);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
