package dev.reprise.starter.consumer;

import dev.reprise.events.Topic;
import java.util.Set;

/// What a service reads. Declared as a bean; the starter runs one consumer loop for each.
///
/// @param name names the consumer group and the checkpoints; changing it reads everything again
/// @param topics what is read, from the beginning on the first start
public record Subscription(String name, Set<Topic> topics, BatchHandler handler) {

    /// Hands events to `handler` one by one, those of different keys in parallel.
    public static Subscription perKey(String name, Set<Topic> topics, EventHandler handler) {
        return new Subscription(name, topics, new KeyParallel(handler));
    }
}
