package dev.reprise.cli.launch;

import dev.reprise.cli.host.Ports;
import dev.reprise.cli.state.RunningPart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Finds out whether a part is ready: a service says so itself, broker and store are when they accept connections. Safe
/// for any thread.
public final class Readiness implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final List<String> REQUESTS =
            List.of("/posts", "/tasks", "/policy", "/queue", "/posts/x", "/comments/x");
    private static final long BETWEEN_PROBES_MILLIS = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    /// How waiting for a part ended.
    public enum Outcome {
        READY,
        DIED,
        TIMED_OUT
    }

    public boolean isReady(RunningPart part) throws InterruptedException {
        return part.ports().containsKey("http")
                ? answers(part.url())
                : part.ports().values().stream().allMatch(Ports::accepts);
    }

    private boolean answers(String url) throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
                .timeout(ANSWER)
                .build();
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Has a service answer what front ends ask of any of them, well or with a problem; so that it has loaded what that
    /// takes.
    public void exercise(RunningPart part) throws InterruptedException {
        for (String path : REQUESTS) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(part.url() + path))
                    .timeout(ANSWER)
                    .build();
            try {
                http.send(request, BodyHandlers.discarding());
            } catch (IOException unanswered) {
                // less is learnt then
            }
        }
    }

    /// Waits until the part is ready, its process ends or the deadline passes, whatever is first.
    public Outcome await(RunningPart part, Instant deadline) throws InterruptedException {
        while (Instant.now().isBefore(deadline)) {
            Optional<ProcessHandle> process = part.process().handle();
            if (process.isEmpty()) {
                return Outcome.DIED;
            }
            if (isReady(part)) {
                return Outcome.READY;
            }
            awaitExit(process.get().onExit());
        }
        return Outcome.TIMED_OUT;
    }

    private static void awaitExit(CompletableFuture<ProcessHandle> exit) throws InterruptedException {
        try {
            exit.get(BETWEEN_PROBES_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
            // then it is time for the next probe
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
