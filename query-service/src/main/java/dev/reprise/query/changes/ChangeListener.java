package dev.reprise.query.changes;

import dev.reprise.query.model.Current;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// Hears of each event once it is visible to readers: each partition's in order, duplicates included. Called by one
/// thread.
public interface ChangeListener {

    /// What follows begins at these offsets, of all partitions; what there was before counts no longer.
    void beginsAt(Map<TopicPartition, Long> offsets);

    /// An event is visible.
    ///
    /// @param now what is stored of its subject, by this event or by a later one already
    void visible(ReceivedEvent received, Current now);
}
