package dev.reprise.query.visibility;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.query.model.ReadModel;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Tells when a write has reached the read model. Thread-safe.
///
/// What this instance applies itself is noticed at once; what another instance applies, within [#LOOK_AGAIN].
@Component
public class Visibility {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final ReadModel model;
    private final ConcurrentHashMap<UUID, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    Visibility(ReadModel model) {
        this.model = model;
    }

    /// An event of this subject has been stored.
    public void applied(UUID subject) {
        Set<Semaphore> waiters = waiting.get(subject);
        if (waiters != null) {
            waiters.forEach(Semaphore::release);
        }
    }

    /// Waits until the write is visible, at most that long.
    ///
    /// @return whether it is
    boolean await(ConsistencyToken token, Duration most) throws InterruptedException {
        if (isVisible(token)) {
            return true;
        }
        Semaphore news = new Semaphore(0);
        waiting.compute(token.subject(), (_, waiters) -> {
            Set<Semaphore> all = waiters == null ? ConcurrentHashMap.newKeySet() : waiters;
            all.add(news);
            return all;
        });
        try {
            long end = System.nanoTime() + most.toNanos();
            boolean visible = isVisible(token);
            while (!visible && System.nanoTime() < end) {
                long left = Math.min(LOOK_AGAIN.toNanos(), end - System.nanoTime());
                if (news.tryAcquire(Math.max(1, left), TimeUnit.NANOSECONDS)) {
                    news.drainPermits();
                }
                visible = isVisible(token);
            }
            return visible;
        } finally {
            waiting.computeIfPresent(token.subject(), (_, waiters) -> {
                waiters.remove(news);
                return waiters.isEmpty() ? null : waiters;
            });
        }
    }

    private boolean isVisible(ConsistencyToken token) {
        long version = switch (token.topic()) {
            case POSTS -> model.postVersion(token.subject());
            case COMMENTS -> model.commentVersion(token.key(), token.subject());
            case TASKS -> model.taskVersion(token.subject());
            case MODERATION -> Long.MAX_VALUE;
        };
        return version >= token.sequence();
    }
}
