package dev.reprise.cli.launch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The end of a log file.
public final class LogTail {
    private static final int WINDOW_BYTES = 64 * 1024;

    private LogTail() {}

    /// At most so many last lines, of the last 64 KiB; none when there is no such file.
    public static List<String> of(Path log, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - WINDOW_BYTES);
            byte[] window = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(window);
            List<String> all =
                    new String(window, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException none) {
            return List.of();
        }
    }
}
