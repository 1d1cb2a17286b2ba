package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One more instance of query-service, on the broker and the database that the running system's has.
final class SecondQueryService implements AutoCloseable {

    private final Process process;
    private final String url;

    private SecondQueryService(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static SecondQueryService start(RunningSystem system) {
        Path root = Path.of(System.getProperty("reprise.root", ".."))
                .toAbsolutePath()
                .normalize();
        int port = FreePorts.port();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        root.resolve("query-service/target/query-service.jar").toString()))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/second-query-service.log"));
        builder.environment()
                .putAll(Map.of(
                        "SERVER_PORT",
                        Integer.toString(port),
                        "SERVER_ADDRESS",
                        "127.0.0.1",
                        "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                        system.bootstrapServers(),
                        "SPRING_MONGODB_URI",
                        system.storeUri(RunningSystem.QUERY)));
        try {
            SecondQueryService started = new SecondQueryService(builder.start(), "http://127.0.0.1:" + port);
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        patiently().until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended; target/second-query-service.log says why");
            }
            try {
                return Call.get(url + "/actuator/health/readiness").send().status() == 200;
            } catch (UncheckedIOException notYet) {
                return false;
            }
        });
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
