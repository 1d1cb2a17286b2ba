package dev.reprise.starter.parts;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.outbox.OutboxRelay;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Aggregates of a service whose relay never starts: what it would publish stays in the outboxes, to be looked at.
public final class UnpublishedAggregates {

    private static final String NO_BROKER = "127.0.0.1:1";

    private UnpublishedAggregates() {}

    /// @param source the service, e.g. `/post-service`
    public static AggregateStores in(MongoTemplate mongo, String source) {
        TopicGuard unchecked = new TopicGuard(Map.of("bootstrap.servers", NO_BROKER), Set::of, _ -> List.of());
        OutboxRelay relay = new OutboxRelay(
                mongo, TestClients.producer(NO_BROKER), unchecked, Duration.ofDays(1), new SimpleMeterRegistry());
        return new AggregateStores(mongo, relay, new EventCodec(EventRegistry.published()), source);
    }
}
