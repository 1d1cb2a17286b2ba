package dev.reprise.starter.consumer;

import dev.reprise.starter.outbox.OutboxRelay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// `GET /actuator/consumers`: how far this service has come, on both its sides. Whoever knows the topics' ends can tell
/// from it whether the service has caught up.
///
/// Positions and outboxes are read from the service's own database: any instance answers for all of them. What a
/// position covers is stored, and what it made the service publish was in an outbox before.
@Endpoint(id = "consumers")
public final class ConsumersEndpoint {

    /// @param waiting aggregates with unpublished events
    record Outbox(long waiting) {}

    /// @param outbox absent when it was not asked for
    record Progress(
            List<SubscriptionStatus> subscriptions,
            @Nullable Outbox outbox) {}

    private final ConsumerLoops loops;
    private final OutboxRelay relay;

    public ConsumersEndpoint(ConsumerLoops loops, OutboxRelay relay) {
        this.loops = loops;
        this.relay = relay;
    }

    /// Positions first: an event that is read in between shows in the outbox, at the earliest, and is not missed.
    ///
    /// @param outbox false leaves it out: a store without an index for it looks at every aggregate there is
    @ReadOperation
    Progress progress(@Nullable Boolean outbox) {
        List<SubscriptionStatus> subscriptions = loops.status();
        return new Progress(subscriptions, Boolean.FALSE.equals(outbox) ? null : new Outbox(relay.waiting()));
    }
}
