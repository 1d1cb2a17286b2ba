package dev.reprise.query.visibility;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.query.generations.News;
import dev.reprise.query.generations.Versions;
import dev.reprise.query.model.ReadModel;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Tells when a write has reached a generation of the read model. Thread-safe.
///
/// What this instance applies itself is noticed at once; what another instance applies, within [#LOOK_AGAIN].
@Component
class Visibility {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final News news;
    private final Versions versions;

    Visibility(News news, Versions versions) {
        this.news = news;
        this.versions = versions;
    }

    /// Waits until the write is visible in `model`, at most that long. What is read afterwards has it.
    ///
    /// @return whether it is
    boolean await(ReadModel model, ConsistencyToken token, Duration most) throws InterruptedException {
        if (hasSeen(model, token)) {
            return true;
        }
        boolean isVisible = isVisible(model, token) || awaitNews(model, token, most);
        if (isVisible) {
            versions.changed(model.generation(), token);
        }
        return isVisible;
    }

    private boolean awaitNews(ReadModel model, ConsistencyToken token, Duration most) throws InterruptedException {
        Semaphore applied = news.subscribe(token.subject());
        try {
            long end = System.nanoTime() + most.toNanos();
            boolean visible = isVisible(model, token);
            while (!visible && System.nanoTime() < end) {
                long left = Math.min(LOOK_AGAIN.toNanos(), end - System.nanoTime());
                if (applied.tryAcquire(Math.max(1, left), TimeUnit.NANOSECONDS)) {
                    applied.drainPermits();
                }
                visible = hasSeen(model, token) || isVisible(model, token);
            }
            return visible;
        } finally {
            news.forget(token.subject(), applied);
        }
    }

    private boolean hasSeen(ReadModel model, ConsistencyToken token) {
        return versions.haveSeen(model.generation(), token.subject(), token.sequence());
    }

    private static boolean isVisible(ReadModel model, ConsistencyToken token) {
        long version = switch (token.topic()) {
            case POSTS -> model.postVersion(token.subject());
            case COMMENTS -> model.commentVersion(token.key(), token.subject());
            case TASKS -> model.taskVersion(token.subject());
            case MODERATION -> Long.MAX_VALUE;
        };
        return version >= token.sequence();
    }
}
