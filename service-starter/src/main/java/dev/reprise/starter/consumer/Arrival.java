package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.events.UndecodableEventException;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.Lane;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// A record as it was read, and what today's code makes of it.
///
/// @param event absent when it can't be decoded
/// @param undecodable why not
record Arrival(
        Lane lane,
        EventPointer pointer,
        @Nullable ReceivedEvent event,
        @Nullable UndecodableEventException undecodable) {

    static Arrival of(String subscription, ConsumerRecord<String, byte[]> received, EventCodec codec) {
        Lane lane = Lane.of(subscription, received);
        EventPointer pointer = EventPointer.to(received);
        try {
            var decoded = codec.decode(received);
            var event = new ReceivedEvent(received.topic(), received.partition(), received.offset(), decoded);
            return new Arrival(lane, pointer, event, null);
        } catch (UndecodableEventException e) {
            return new Arrival(lane, pointer, null, e);
        }
    }

    long offset() {
        return pointer.offset();
    }
}
