package dev.reprise.query.rebuild;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Is told how far a rebuild is. Called by several threads, each for partitions of its own.
public interface RebuildProgress {

    /// Everything before these offsets has been folded; it may be in memory still.
    void reached(Map<TopicPartition, Long> positions);

    /// That many more records were no events.
    void passedOver(long records);
}
