package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/// Several people who write at the same time and don't give up: a write that gets no answer, or a 503, is tried again
/// with the same `Idempotency-Key` until it is acknowledged. Any other answer than 201 fails.
final class Crowd implements AutoCloseable {

    private static final int PEOPLE = 6;

    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger triedAgain = new AtomicInteger();
    private final List<Future<Answer>> writes = new ArrayList<>();

    /// Begins `count` writes.
    ///
    /// @param write makes the request of the write of that number
    Crowd(int count, IntFunction<Call> write) {
        for (int i = 0; i < count; i++) {
            int number = i;
            writes.add(people.submit(() -> stubbornly(write.apply(number))));
        }
    }

    private Answer stubbornly(Call write) {
        write.with("Idempotency-Key", UUID.randomUUID().toString());
        List<Answer> answers = new ArrayList<>();
        patiently().pollInterval(Duration.ofMillis(100)).until(() -> {
            try {
                answers.add(write.send());
            } catch (UncheckedIOException noAnswer) {
                triedAgain.incrementAndGet();
                return false;
            }
            boolean again = answers.getLast().status() == 503;
            triedAgain.addAndGet(again ? 1 : 0);
            return !again;
        });
        acknowledged.incrementAndGet();
        return answers.getLast().expect(201);
    }

    /// Returns when that many writes have been acknowledged and others are under way.
    void awaitAcknowledged(int count) {
        patiently().pollInterval(Duration.ofMillis(5)).until(() -> acknowledged.get() >= count);
        assertThat(acknowledged)
                .as("writes acknowledged so early that none is under way")
                .hasValueLessThan(writes.size());
    }

    /// The answers, in the order of the writes, once all are acknowledged.
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> write : writes) {
            try {
                answers.add(write.get());
            } catch (ExecutionException e) {
                throw new AssertionError("a write failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while people write", e);
            }
        }
        return answers;
    }

    /// How many tries came to nothing.
    int triedAgain() {
        return triedAgain.get();
    }

    @Override
    public void close() {
        people.shutdownNow();
        people.close();
    }
}
