package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

/// All consumer loops of a service, and their health: DOWN as soon as one has halted or its topics are not
/// whole; an outage that is waited out is no fault of the service and stays UP, with a detail.
public final class ConsumerLoops extends AbstractHealthIndicator implements SmartLifecycle {

    private final List<ConsumerLoop> loops;
    private final TopicGuard topics;

    public ConsumerLoops(
            List<Subscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            MongoTemplate mongo,
            Clock clock,
            EventCodec codec,
            TopicGuard topics,
            MeterRegistry meters) {
        this.topics = topics;
        this.loops = subscriptions.stream()
                .map(subscription -> new ConsumerLoop(
                        subscription,
                        consumers,
                        new Checkpoints(mongo, subscription.name(), clock),
                        codec,
                        topics,
                        meters))
                .toList();
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (ConsumerLoop loop : loops) {
            switch (loop.state()) {
                case ConsumerLoop.State.Starting() -> builder.withDetail(loop.name(), "starting");
                case ConsumerLoop.State.Running() -> builder.withDetail(loop.name(), "running");
                case ConsumerLoop.State.WaitingOut(String outage) ->
                    builder.withDetail(loop.name(), "waits for the store or the broker");
                case ConsumerLoop.State.Halted(String reason) ->
                    builder.down().withDetail(loop.name(), "halted; its log says why");
                case ConsumerLoop.State.Stopped() -> builder.down().withDetail(loop.name(), "stopped");
            }
        }
        if (topics.fault() != null) {
            builder.down().withDetail("topics", "not whole; the log says which");
        }
    }

    @Override
    public void start() {
        loops.forEach(ConsumerLoop::start);
    }

    @Override
    public void stop() {
        loops.forEach(ConsumerLoop::leaveOff);
        loops.forEach(ConsumerLoop::stop);
    }

    @Override
    public boolean isRunning() {
        return loops.stream().anyMatch(ConsumerLoop::isRunning);
    }

    @Override
    public int getPhase() {
        return ConsumerLoop.PHASE;
    }
}
