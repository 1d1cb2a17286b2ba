package dev.reprise.query.generations;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/// Wakes those who wait for a write to become visible in a generation. Thread-safe.
@Component
public class News {

    private final Set<Semaphore> waitingForAny = ConcurrentHashMap.newKeySet();

    private final ConcurrentHashMap<UUID, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    /// An event of this subject has been stored.
    void of(UUID subject) {
        Set<Semaphore> waiters = waiting.get(subject);
        if (waiters != null) {
            waiters.forEach(Semaphore::release);
        }
        waitingForAny.forEach(Semaphore::release);
    }

    /// A semaphore that gets a permit with each event that this instance stores, for good.
    public Semaphore subscribe() {
        Semaphore news = new Semaphore(0);
        waitingForAny.add(news);
        return news;
    }

    /// A semaphore that gets a permit with each event of this subject that this instance stores, until [#forget].
    public Semaphore subscribe(UUID subject) {
        Semaphore news = new Semaphore(0);
        waiting.compute(subject, (_, waiters) -> {
            Set<Semaphore> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            all.add(news);
            return all;
        });
        return news;
    }

    public void forget(UUID subject, Semaphore news) {
        waiting.computeIfPresent(subject, (_, waiters) -> {
            waiters.remove(news);
            return waiters.isEmpty() ? null : waiters;
        });
    }
}
