package dev.reprise.system.campaign;

import dev.reprise.system.EventStream;
import dev.reprise.system.campaign.History.Order;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Seen;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A stranger who watches the stream of changes from the beginning, and goes on where they were when it breaks. What
/// they saw is asked for after [#close].
final class Watcher implements AutoCloseable {

    private static final int LOOK_AGAIN_MILLISECONDS = 100;

    private final String url;
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Read> reads = new ArrayList<>();
    private final Thread thread;

    Watcher(String url) {
        this.url = url;
        this.thread = Thread.ofVirtual().name("watcher").start(this::watch);
    }

    List<Read> reads() {
        return reads;
    }

    private void watch() {
        String lastId = null;
        boolean watching = true;
        while (watching) {
            lastId = watchOnce(lastId);
            watching = !isDone();
        }
    }

    /// Until the stream ends.
    ///
    /// @return where to go on
    private @Nullable String watchOnce(@Nullable String lastId) {
        try {
            if (EventStream.connect(url, lastId) instanceof EventStream stream) {
                try (stream) {
                    while (!stream.hasEnded() && !isDone()) {
                        // It is the stream's own thread that reads.
                    }
                    stream.events().forEach(this::note);
                    return stream.events().isEmpty() ? lastId : stream.lastId();
                }
            }
        } catch (UncheckedIOException away) {
            // Then it is tried again.
        }
        return lastId;
    }

    /// Waits a moment.
    private boolean isDone() {
        try {
            return done.await(LOOK_AGAIN_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void note(EventStream.Event event) {
        if (event.data().path("removed").asBoolean(false)) {
            return;
        }
        List<Seen> comments = switch (event.kind()) {
            case "comment" -> List.of(Reads.seen(event.data(), "content"));
            case "post" -> Reads.comments(event.data().path("comments"));
            default -> List.of();
        };
        if (!comments.isEmpty()) {
            reads.add(
                    new Read("stream " + event.id(), "anonymous", null, Order.NEWEST_FIRST, true, List.of(), comments));
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
