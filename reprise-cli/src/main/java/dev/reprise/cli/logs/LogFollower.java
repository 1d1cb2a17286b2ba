package dev.reprise.cli.logs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;

/// Prints what is added to a log, as the file system tells of it. A file that was put aside for a new one is followed
/// into the new one.
final class LogFollower {
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Path log;
    private final PrintWriter out;
    private long position;

    /// @param from the position in bytes from which on to print
    LogFollower(Path log, long from, PrintWriter out) {
        this.log = log;
        this.position = from;
        this.out = out;
    }

    /// Doesn't return; ends with the process.
    void follow() throws IOException, InterruptedException {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            Objects.requireNonNull(log.getParent())
                    .register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            do {
                printAdded();
            } while (awaitChange(changes));
        }
    }

    private static boolean awaitChange(WatchService changes) throws InterruptedException {
        WatchKey key = changes.take();
        key.pollEvents();
        return key.reset();
    }

    private void printAdded() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            position = file.length() < position ? 0 : position;
            file.seek(position);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
                out.print(new String(buffer, 0, read, StandardCharsets.UTF_8));
                position += read;
            }
            out.flush();
        }
    }
}
