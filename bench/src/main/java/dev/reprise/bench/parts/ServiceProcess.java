package dev.reprise.bench.parts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One service as `./reprise up` starts it, beside the broker and the store that it needs.
public final class ServiceProcess implements AutoCloseable {

    /// Between two looks whether it answers: much less than a start takes.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final JavaProcess process;
    private final String url;
    private final Duration untilReady;

    private ServiceProcess(JavaProcess process, String url, Duration untilReady) {
        this.process = process;
        this.url = url;
        this.untilReady = untilReady;
    }

    /// Returns when it is ready.
    public static ServiceProcess start(String module, EmbeddedParts parts) throws IOException, InterruptedException {
        Path jar = ServiceJar.extracted(parts.home(), module);
        return start(module, JavaLine.service(jar, List.of()), parts, "/actuator/health/readiness");
    }

    /// Returns at the first 200.
    ///
    /// @param jar an extracted one
    /// @param besides flags for its JVM
    /// @param path where it is asked
    public static ServiceProcess start(Path jar, List<String> besides, EmbeddedParts parts, String path)
            throws IOException, InterruptedException {
        return start("service", JavaLine.service(jar, besides), parts, path);
    }

    /// A service that is a class of this class path.
    public static ServiceProcess ofClass(Class<?> main, List<String> arguments, EmbeddedParts parts)
            throws IOException, InterruptedException {
        List<String> line = JavaLine.service(System.getProperty("java.class.path"), main.getName(), arguments);
        return start(main.getSimpleName(), line, parts, "/actuator/health/readiness");
    }

    private static ServiceProcess start(String name, List<String> line, EmbeddedParts parts, String path)
            throws IOException, InterruptedException {
        int port = JavaProcess.freePort();
        String url = "http://127.0.0.1:" + port;
        long start = System.nanoTime();
        JavaProcess process = JavaProcess.start(name, line, environment(port, parts), parts.folder());
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
            process.awaitReady(() -> answers(http, request), LOOK_AGAIN);
            return new ServiceProcess(process, url, Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    private static Map<String, String> environment(int port, EmbeddedParts parts) {
        return Map.of(
                "SERVER_PORT",
                Integer.toString(port),
                "SERVER_ADDRESS",
                "127.0.0.1",
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                parts.broker(),
                "SPRING_MONGODB_URI",
                parts.store() + "/" + parts.database());
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public String url() {
        return url;
    }

    public Api api() {
        return new Api(url);
    }

    /// From the start of its process to its first 200.
    public Duration untilReady() {
        return untilReady;
    }

    /// Ends it in order, as SIGTERM does.
    @Override
    public void close() {
        process.close();
    }
}
