package dev.reprise.query.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One change, encoded once for all its readers. Thread-safe.
final class StreamMessage {

    private final UUID subject;
    private final @Nullable UUID postId;
    private final int partition;
    private final long offset;
    private final byte[] bytes;
    private volatile boolean overtaken;

    /// @param postId whose readers it is for besides those of everything; absent for a task
    /// @param partition of its event, as [Positions#index] numbers them
    /// @param id of the stream after it
    StreamMessage(
            UUID subject, @Nullable UUID postId, int partition, long offset, String id, String kind, String data) {
        this.subject = subject;
        this.postId = postId;
        this.partition = partition;
        this.offset = offset;
        this.bytes = ("id: " + id + "\nevent: " + kind + "\ndata: " + data + "\n\n").getBytes(UTF_8);
    }

    UUID subject() {
        return subject;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Whether readers of that post get it; of everything, when there is none.
    boolean isFor(@Nullable UUID post) {
        return post == null || post.equals(postId);
    }

    /// Whether a reader who is that far has not had it.
    boolean isAfter(Positions seen) {
        return seen.areBefore(partition, offset);
    }

    /// A later one of the same subject is there: who has not got this one gets that alone, so that nothing that was
    /// taken back is shown.
    void overtake() {
        overtaken = true;
    }

    boolean isOvertaken() {
        return overtaken;
    }
}
