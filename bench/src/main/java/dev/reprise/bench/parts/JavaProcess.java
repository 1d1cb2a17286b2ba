package dev.reprise.bench.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A JVM that was started for a measurement. It ends with this one, however that ends but by SIGKILL.
final class JavaProcess implements AutoCloseable {

    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final Duration STOPPING = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final Thread onExit;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.onExit = new Thread(process::destroy);
    }

    /// @param folder where it works and what it prints is kept, as `name.log`; one that is there is written anew
    static JavaProcess start(String name, List<String> line, Map<String, String> environment, Path folder)
            throws IOException {
        Path log = Files.createDirectories(folder).resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        JavaProcess started = new JavaProcess(builder.start(), log);
        Runtime.getRuntime().addShutdownHook(started.onExit);
        return started;
    }

    /// A port that nobody uses now.
    static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Asks again and again, with so long between, until it is ready.
    ///
    /// @throws IllegalStateException when it ends, or is not ready after a minute
    void awaitReady(BooleanSupplier isReady, Duration between) throws InterruptedException {
        long until = System.nanoTime() + STARTING.toNanos();
        while (!isReady.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("it does not start; see " + log);
            }
            Thread.sleep(between);
        }
    }

    long pid() {
        return process.pid();
    }

    /// Asks it to end, and kills it after a while.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            boolean _ = Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException whileExiting) {
            // then the hook has done it
        }
    }
}
