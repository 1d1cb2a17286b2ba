package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Several people who write at the same time and don't give up: a write that gets no answer, or a 503, is tried again
/// with the same `Idempotency-Key` until it is acknowledged. Any other answer than 201 fails.
final class Crowd implements AutoCloseable {

    private static final int PEOPLE = 6;

    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    private final List<Future<?>> atWork = new ArrayList<>();
    private final IntFunction<Call> write;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger triedAgain = new AtomicInteger();
    private final SortedMap<Integer, Answer> acknowledged = new ConcurrentSkipListMap<>();
    private volatile int end;

    /// Begins `count` writes.
    ///
    /// @param write makes the request of the write of that number, from 0 on
    Crowd(int count, IntFunction<Call> write) {
        this.end = count;
        this.write = write;
        IntStream.range(0, PEOPLE).forEach(_ -> atWork.add(people.submit(this::writeOn)));
    }

    /// Begins writes that go on until they are stopped.
    static Crowd withoutEnd(IntFunction<Call> write) {
        return new Crowd(Integer.MAX_VALUE, write);
    }

    private void writeOn() {
        for (int number = begun.getAndIncrement(); number < end; number = begun.getAndIncrement()) {
            acknowledged.put(number, stubbornly(write.apply(number)));
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
        return answers.getLast().expect(201);
    }

    /// Returns when that many writes have been acknowledged and others are under way.
    void awaitAcknowledged(int count) {
        patiently().pollInterval(Duration.ofMillis(5)).until(() -> acknowledged.size() >= count);
        assertThat(acknowledged.size())
                .as("writes acknowledged so early that none is under way")
                .isLessThan(end);
    }

    /// How many writes have been acknowledged so far.
    int acknowledged() {
        return acknowledged.size();
    }

    /// Begins no more writes.
    void stop() {
        end = Math.min(end, begun.get());
    }

    /// The answers, in the order of the writes, once all are acknowledged.
    List<Answer> answers() {
        for (Future<?> person : atWork) {
            try {
                person.get();
            } catch (ExecutionException e) {
                throw new AssertionError("a write failed", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while people write", e);
            }
        }
        return List.copyOf(acknowledged.values());
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
