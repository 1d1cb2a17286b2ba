package dev.reprise.events;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/// The four durable histories. Each keeps every event for ever (`cleanup.policy=delete`, `retention.ms=-1`) in
/// [#PARTITIONS] partitions, a number that never changes because keys would move.
public enum Topic {
    /// Key: the post's id.
    POSTS("posts"),
    /// Key: the id of the post that is commented on, so that one post's comments are ordered among themselves.
    COMMENTS("comments"),
    /// Key: the id of the post whose comment was judged.
    MODERATION("moderation"),
    /// Key: the task's id.
    TASKS("tasks");

    /// Partitions of each topic.
    public static final int PARTITIONS = 12;

    private final String wireName;

    Topic(String wireName) {
        this.wireName = wireName;
    }

    /// The topic's name on the broker.
    public String wireName() {
        return wireName;
    }

    /// All its partitions, in order.
    public List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(wireName, partition))
                .toList();
    }

    /// The topic of that name on the broker; empty for a name that is none of ours.
    public static Optional<Topic> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.wireName.equals(name))
                .findFirst();
    }
}
