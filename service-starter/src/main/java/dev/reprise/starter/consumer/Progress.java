package dev.reprise.starter.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a loop has applied, and which of that its checkpoints do not say yet. They are saved [#DELAY] later: an
/// event is seen sooner where the store writes the next effect instead, and a process that dies repeats what it
/// applied since, which handlers have to bear anyway. Used by the loop's thread.
final class Progress {

    /// The longest that checkpoints stay behind what is applied, while the store answers.
    static final Duration DELAY = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Checkpoints checkpoints;
    private final Map<TopicPartition, Long> unsaved = new HashMap<>();
    private long due;

    Progress(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    /// Everything before these offsets is applied and stored.
    void reached(Map<TopicPartition, Long> next) {
        if (unsaved.isEmpty()) {
            due = System.nanoTime() + DELAY.toNanos();
        }
        unsaved.putAll(next);
    }

    boolean isDue() {
        return !unsaved.isEmpty() && System.nanoTime() - due >= 0;
    }

    /// How long a poll may wait for events without making a save late.
    Duration patience(Duration most) {
        if (unsaved.isEmpty()) {
            return most;
        }
        Duration left = Duration.ofNanos(Math.max(0, due - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }

    /// Saves what is not saved. When the store does not answer it stays to be saved.
    void save() {
        if (!unsaved.isEmpty()) {
            checkpoints.save(unsaved);
            unsaved.clear();
        }
    }

    /// Saves what is not saved before others read on from there; when the store does not answer they repeat it.
    void handOver(Collection<TopicPartition> partitions) {
        try {
            save();
        } catch (RuntimeException e) {
            LOG.info("not saved how far {} were read; their last events come again: {}", partitions, e.toString());
        }
        forget(partitions);
    }

    /// These belong to others, who may be further.
    void forget(Collection<TopicPartition> partitions) {
        unsaved.keySet().removeAll(partitions);
    }
}
