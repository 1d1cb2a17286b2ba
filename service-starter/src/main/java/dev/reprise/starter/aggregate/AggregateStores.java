package dev.reprise.starter.aggregate;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.outbox.OutboxRelay;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Opens a service's aggregate collections.
///
/// @param source the `ce_source` of the events that are written, e.g. `/post-service`
public record AggregateStores(MongoTemplate mongo, OutboxRelay relay, EventCodec codec, String source) {

    /// The aggregates in `collection`; their outboxes are swept from now on.
    public <S> AggregateStore<S> open(String collection, Class<S> stateClass) {
        relay.sweep(collection);
        return new AggregateStore<>(this, collection, stateClass);
    }
}
