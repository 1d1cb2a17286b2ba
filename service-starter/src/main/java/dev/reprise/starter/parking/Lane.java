package dev.reprise.starter.parking;

import dev.reprise.events.Ids;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What keeps its order, and what one poison event stops: the events of one key, as one subscription reads them
/// from one partition. Other topics' events of the same key are another lane, and go on.
///
/// @param key an id, or [#NO_KEY]
public record Lane(String subscription, String topic, int partition, String key) {

    /// Stands for the records of a partition whose key is no id. No event is ever under such a key.
    public static final String NO_KEY = "none";

    /// The lane of a record.
    public static Lane of(String subscription, ConsumerRecord<String, ?> received) {
        String key = received.key();
        boolean isId = key != null && Ids.parse(key).isPresent();
        return new Lane(subscription, received.topic(), received.partition(), isId ? key : NO_KEY);
    }

    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /// Whether a record of its partition is one of its own.
    public boolean has(ConsumerRecord<String, ?> received) {
        return of(subscription, received).equals(this);
    }

    String id() {
        return prefix(subscription) + topic + "-" + partition + "/" + key;
    }

    static String prefix(String subscription) {
        return subscription + "/";
    }
}
