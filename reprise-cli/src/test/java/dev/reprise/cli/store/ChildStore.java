package dev.reprise.cli.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/// The store's own process with one store, started the way `reprise up` starts it.
final class ChildStore implements AutoCloseable {
    private final Process process;
    private final int port;

    ChildStore(Path folder) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.reprise.cli.store.StoreProcess",
                        folder.toString(),
                        "post=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.startsWith("post ")) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IOException("the store ended before it was ready");
        }
        port = Integer.parseInt(line.substring("post ".length()));
        Thread.ofVirtual().start(() -> output.lines().forEach(System.out::println));
    }

    String uri() {
        return "mongodb://127.0.0.1:" + port + "/?maxPoolSize=64";
    }

    /// SIGKILL; returns when the process is gone.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM; returns when the process is gone.
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
