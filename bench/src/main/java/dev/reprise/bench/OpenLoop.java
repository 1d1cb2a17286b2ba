package dev.reprise.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Readers that come at a steady rate, whether or not those before them have their answer.
final class OpenLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// What a reader asks for, and whether the body of an answer has it.
    interface Reading {
        URI uri();

        boolean isIn(String body);
    }

    /// An address of which any answer will do.
    static Supplier<Reading> of(String url) {
        record Anything(URI uri) implements Reading {
            @Override
            public boolean isIn(String body) {
                return true;
            }
        }
        Reading always = new Anything(URI.create(url));
        return () -> always;
    }

    private enum Answer {
        WHOLE,
        EMPTY,
        FAILED
    }

    private final Supplier<? extends Reading> readings;
    private final long interval;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /// @param readings asked by one thread for each next reader
    OpenLoop(Supplier<? extends Reading> readings, int perSecond) {
        this.readings = readings;
        this.interval = 1_000_000_000L / perSecond;
    }

    /// Until so much time has passed.
    static BooleanSupplier after(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        return () -> System.nanoTime() > end;
    }

    /// Reads until `ended`, and until every answer is there.
    Latencies run(BooleanSupplier ended) {
        ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
        AtomicLong failed = new AtomicLong();
        AtomicLong empty = new AtomicLong();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            long due = System.nanoTime();
            while (!ended.getAsBoolean()) {
                long intended = due;
                LockSupport.parkNanos(intended - System.nanoTime());
                Reading reading = readings.get();
                readers.execute(() -> {
                    switch (read(reading)) {
                        case FAILED -> failed.incrementAndGet();
                        case EMPTY -> empty.incrementAndGet();
                        case WHOLE -> {}
                    }
                    latencies.add(System.nanoTime() - intended);
                });
                due += interval;
            }
        }
        return new Latencies(List.copyOf(latencies), failed.get(), empty.get());
    }

    private Answer read(Reading reading) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(reading.uri()).timeout(PATIENCE).build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 404) {
                return Answer.EMPTY;
            }
            if (answer.statusCode() != 200) {
                return Answer.FAILED;
            }
            return reading.isIn(answer.body()) ? Answer.WHOLE : Answer.EMPTY;
        } catch (IOException e) {
            return Answer.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.FAILED;
        }
    }
}
