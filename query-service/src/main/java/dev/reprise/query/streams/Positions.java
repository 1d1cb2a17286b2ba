package dev.reprise.query.streams;

import dev.reprise.events.Topic;
import dev.reprise.query.generations.Following;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// How far a reader of a stream has come: the next offset of each partition of the read model's topics. It is the
/// `id` of every message, so that a reader can go on at any instance. Immutable.
final class Positions {

    private static final List<Topic> TOPICS = Following.TOPICS.stream().sorted().toList();
    private static final int COUNT = TOPICS.size() * Topic.PARTITIONS;
    private static final byte FORMAT = 1;
    private static final int MOST_CHARACTERS = 600;
    private static final int BITS = 7;
    private static final int LOW = (1 << BITS) - 1;
    private static final int MORE = 1 << BITS;
    private static final int MOST_BITS = 56;

    private final int history;
    private final long[] next;

    private Positions(int history, long[] next) {
        this.history = history;
        this.next = next;
    }

    /// @param history tells the topics of one broker from those of another
    static Positions of(int history, Map<TopicPartition, Long> next) {
        long[] all = new long[COUNT];
        next.forEach((partition, offset) -> all[index(partition.topic(), partition.partition())] = offset);
        return new Positions(history, all);
    }

    /// The number of a partition here.
    static int index(String topic, int partition) {
        return TOPICS.indexOf(Topic.ofWireName(topic).orElseThrow()) * Topic.PARTITIONS + partition;
    }

    /// The same with one partition further.
    Positions with(int partition, long offset) {
        long[] moved = next.clone();
        moved[partition] = Math.max(offset, moved[partition]);
        return new Positions(history, moved);
    }

    boolean isSameHistory(Positions others) {
        return history == others.history;
    }

    /// Whether these are of the same history and nowhere behind those.
    boolean haveReached(Positions others) {
        return isSameHistory(others) && IntStream.range(0, COUNT).allMatch(i -> next[i] >= others.next[i]);
    }

    /// Whether what stands at that place is still to come.
    boolean areBefore(int partition, long offset) {
        return offset >= next[partition];
    }

    /// URL-safe Base64 of the format, the history and the offsets, seven bits a byte.
    String encode() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + COUNT * (MOST_BITS / BITS + 1));
        bytes.put(FORMAT).putInt(history);
        for (long offset : next) {
            long rest = offset;
            for (; rest > LOW; rest >>>= BITS) {
                bytes.put((byte) ((rest & LOW) | MORE));
            }
            bytes.put((byte) rest);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /// Empty when the text is no id of ours.
    static Optional<Positions> decode(String id) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id.length() > MOST_CHARACTERS ? "" : id));
            if (!bytes.hasRemaining() || bytes.get() != FORMAT) {
                return Optional.empty();
            }
            Positions read = new Positions(bytes.getInt(), new long[COUNT]);
            Arrays.setAll(read.next, _ -> offset(bytes));
            return bytes.hasRemaining() ? Optional.empty() : Optional.of(read);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static long offset(ByteBuffer bytes) {
        long offset = 0;
        for (int shift = 0; shift <= MOST_BITS; shift += BITS) {
            byte part = bytes.get();
            offset |= (long) (part & LOW) << shift;
            if ((part & MORE) == 0) {
                return offset;
            }
        }
        throw new IllegalArgumentException("no offset is so large");
    }
}
