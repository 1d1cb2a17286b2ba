package dev.reprise.system.campaign;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Topic;

/// An event where it stands on its topic.
record Told(Topic topic, int partition, long offset, EventEnvelope event) {

    String place() {
        return topic.wireName() + "-" + partition + "@" + offset;
    }
}
