package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.ConsumerFactory;

/// All consumer loops of a service, and their health: DOWN as soon as one has halted or can't go on, or its
/// topics are not whole; an outage that is waited out is no fault of the service and stays UP, with a detail. So
/// do parked keys: all others are served, and no restart would help those.
///
/// Those of `Subscription` beans run from start to stop; others come and go by [#add] and [#remove].
/// Thread-safe.
public final class ConsumerLoops extends AbstractHealthIndicator implements SmartLifecycle {

    private final List<ConsumerLoop> loops = new CopyOnWriteArrayList<>();
    private final ConsumerFactory<String, byte[]> consumers;
    private final MongoTemplate mongo;
    private final ParkedKeyStore parked;
    private final Clock clock;
    private final EventCodec codec;
    private final TopicGuard topics;
    private final MeterRegistry meters;
    private volatile boolean running;

    public ConsumerLoops(
            List<Subscription> subscriptions,
            ConsumerFactory<String, byte[]> consumers,
            MongoTemplate mongo,
            Clock clock,
            EventCodec codec,
            TopicGuard topics,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.mongo = mongo;
        this.parked = new ParkedKeyStore(mongo);
        this.clock = clock;
        this.codec = codec;
        this.topics = topics;
        this.meters = meters;
        subscriptions.forEach(this::add);
    }

    /// Reads one more subscription from now on, from its checkpoints.
    ///
    /// @throws IllegalStateException when one of that name is read already
    public synchronized void add(Subscription subscription) {
        if (names().contains(subscription.name())) {
            throw new IllegalStateException(subscription.name() + " is read already");
        }
        Parking parking = new Parking(subscription, mongo, consumers, codec, clock, meters);
        ConsumerLoop loop = new ConsumerLoop(
                subscription, consumers, checkpoints(subscription.name()), parking, codec, topics, meters);
        loops.add(loop);
        if (running) {
            loop.start();
        }
    }

    /// Reads a subscription no longer; returns when its last batch is done, at most twenty seconds later. Its
    /// checkpoints stay.
    public void remove(String name) {
        loops.stream().filter(loop -> loop.name().equals(name)).toList().forEach(loop -> {
            loops.remove(loop);
            loop.stop();
        });
    }

    /// What is read.
    public Set<String> names() {
        return loops.stream().map(ConsumerLoop::name).collect(Collectors.toUnmodifiableSet());
    }

    /// How far a subscription of that name has been applied, by any instance; also one that nobody reads.
    public Checkpoints checkpoints(String name) {
        return new Checkpoints(mongo, name, clock);
    }

    /// What a subscription's handler would do, see [BatchHandler#rehearse].
    ///
    /// @return false when it can't say, or this instance does not read that subscription
    public boolean rehearse(String name, List<ReceivedEvent> events) {
        return loops.stream().filter(loop -> loop.name().equals(name)).anyMatch(loop -> loop.rehearse(events));
    }

    /// Of every subscription: what this instance is doing, and how far all of them have read.
    List<SubscriptionStatus> status() {
        return loops.stream()
                .map(loop -> loop.status(parked.totals(loop.name())))
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
                case ConsumerLoop.State.Failing(String reason) ->
                    builder.down().withDetail(loop.name(), "can't go on and tries again; its log says why");
                case ConsumerLoop.State.Halted(String reason) ->
                    builder.down().withDetail(loop.name(), "halted; its log says why");
                case ConsumerLoop.State.Stopped() -> builder.down().withDetail(loop.name(), "stopped");
            }
            if (loop.parkedKeys() > 0) {
                builder.withDetail(loop.name() + ".parked", loop.parkedKeys() + " keys wait; GET /parked says why");
            }
        }
        if (topics.fault() != null) {
            builder.down().withDetail("topics", "not whole; the log says which");
        }
    }

    @Override
    public synchronized void start() {
        running = true;
        loops.forEach(ConsumerLoop::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        loops.forEach(ConsumerLoop::leaveOff);
        loops.forEach(ConsumerLoop::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return ConsumerLoop.PHASE;
    }
}
