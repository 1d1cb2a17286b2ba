package dev.reprise.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one reader is sent (WHATWG HTML, section 9.2). Written by the thread of its request; filled by others.
final class LiveStream {

    private static final byte[] RETRY = "retry: 1000\n".getBytes(UTF_8);

    private static final byte[] RESET =
            "event: reset\ndata: {\"reason\":\"What came since is not kept any more. Load what you show anew.\"}\n\n"
                    .getBytes(UTF_8);

    /// Where a stream begins.
    ///
    /// @param id of the stream there
    /// @param isReset whether the reader can't go on where it was
    /// @param missed what came since it was there
    record Beginning(String id, boolean isReset, List<StreamMessage> missed) {}

    private final @Nullable UUID post;
    private final BlockingQueue<StreamMessage> waiting;
    private final Duration heartbeat;
    private volatile @Nullable Thread writer;
    private volatile boolean ended;

    /// @param post which it is about; absent for everything
    /// @param behind how many messages the reader may be behind
    LiveStream(@Nullable UUID post, int behind, Duration heartbeat) {
        this.post = post;
        this.waiting = new LinkedBlockingQueue<>(behind);
        this.heartbeat = heartbeat;
    }

    /// Queues a message if it is for this reader; a reader who is too far behind is dropped, and may resume.
    void offer(StreamMessage message) {
        if (message.isFor(post) && !waiting.offer(message)) {
            end();
        }
    }

    /// Ends the stream, also when its reader does not read.
    void end() {
        ended = true;
        Thread thread = writer;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Sends where it begins, then what is queued, till the stream is ended or the reader is gone.
    ///
    /// @param id of the stream as of now: a heartbeat carries it, so that a silent stream can be resumed too
    void write(OutputStream out, Beginning beginning, Supplier<String> id) throws IOException {
        writer = Thread.currentThread();
        try {
            out.write(RETRY);
            out.write(beat(beginning.id()));
            if (beginning.isReset()) {
                out.write(RESET);
            }
            for (StreamMessage message : beginning.missed()) {
                send(message, out);
            }
            out.flush();
            while (!ended) {
                String now = id.get();
                StreamMessage message = waiting.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    out.write(beat(now));
                }
                for (; message != null; message = waiting.poll()) {
                    send(message, out);
                }
                out.flush();
            }
        } catch (InterruptedException e) {
            // By end(): there is nothing left to do.
        } finally {
            writer = null;
            boolean _ = Thread.interrupted();
        }
    }

    private static void send(StreamMessage message, OutputStream out) throws IOException {
        if (!message.isOvertaken()) {
            out.write(message.bytes());
        }
    }

    /// Sets the reader's last event id and is no event.
    private static byte[] beat(String id) {
        return (": \nid: " + id + "\n\n").getBytes(UTF_8);
    }
}
