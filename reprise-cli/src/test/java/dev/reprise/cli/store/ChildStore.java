package dev.reprise.cli.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The store's own process with one store, started the way `reprise up` starts it.
final class ChildStore implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Queue<String> words = new ConcurrentLinkedQueue<>();

    ChildStore(Path folder) throws IOException {
        this(folder, List.of());
    }

    /// A store whose files can't grow beyond that many KiB: to it the disk is full then.
    static ChildStore withFilesUpTo(int kibibytes, Path folder) throws IOException {
        return new ChildStore(folder, List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "limited"));
    }

    private ChildStore(Path folder, List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.reprise.cli.store.StoreProcess",
                folder.toString(),
                "post=0"));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("post ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the store ended before it was ready");
        }
        port = Integer.parseInt(line.substring("post ".length()));
        Thread.ofVirtual().start(() -> output.lines().forEach(words::add));
    }

    String uri() {
        return "mongodb://127.0.0.1:" + port + "/?maxPoolSize=64";
    }

    /// SIGKILL; returns when the process is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Waits until the process ends by itself.
    ///
    /// @return its exit code
    int exitCode() {
        return process.onExit().join().exitValue();
    }

    /// What it has said so far.
    String words() {
        return String.join("\n", words);
    }

    /// SIGTERM; returns when the process is gone.
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
