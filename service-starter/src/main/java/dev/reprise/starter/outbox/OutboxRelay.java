package dev.reprise.starter.outbox;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.outbox.Outboxes.Address;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// Publishes what waits in the outboxes: at once after a write, and by a sweep what a crash left behind.
///
/// Order: an aggregate's events are sent one after another, each after the acknowledgement (`acks=all`) of the one
/// before;
/// different aggregates go out together. An event is removed, by its id, only after its acknowledgement; a crash in
/// between
/// publishes it again, under the same `ce_id` and sequence. Several instances of a service may publish the same event;
/// the first copies still stand in order.
///
/// While the broker is away nothing is lost and writes go on: addresses wait in a bounded set, and what does not fit is
/// found again by the sweep.
public final class OutboxRelay implements SmartLifecycle {

    /// Stops after the web server and the consumers, so that their last events still go out.
    public static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final Outboxes outboxes;
    private final KafkaTemplate<String, byte[]> kafka;
    private final TopicGuard topics;
    private final Duration sweepInterval;
    private final WakeList wakeList = new WakeList();
    private final Set<String> collections = ConcurrentHashMap.newKeySet();
    private final Counter published;
    private final Counter failures;
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    /// @param sweepInterval how often outboxes are searched for events that nobody published
    public OutboxRelay(
            MongoTemplate mongo,
            KafkaTemplate<String, byte[]> kafka,
            TopicGuard topics,
            Duration sweepInterval,
            MeterRegistry meters) {
        this.outboxes = new Outboxes(mongo);
        this.kafka = kafka;
        this.topics = topics;
        this.sweepInterval = sweepInterval;
        this.published = Counter.builder("reprise.outbox.published")
                .description("Events that the broker acknowledged")
                .register(meters);
        this.failures = Counter.builder("reprise.outbox.failures")
                .description("Events that could not be sent and wait for the next try")
                .register(meters);
        Gauge.builder("reprise.outbox.waiting", wakeList, WakeList::size)
                .description("Aggregates known to have unpublished events")
                .register(meters);
    }

    /// Publishes the waiting events of this aggregate soon. Called after its write; never blocks.
    public void wake(String collection, UUID id) {
        wakeList.add(new Address(collection, id.toString()));
    }

    /// Includes a collection of aggregates in the sweeps.
    public void sweep(String collection) {
        collections.add(collection);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    /// Publishes what is known to wait, for at most five seconds; the rest waits in the store for the next start.
    @Override
    public void stop() {
        running = false;
        wakeList.close();
        Thread relay = thread;
        if (relay == null) {
            return;
        }
        try {
            if (!relay.join(LAST_ROUND)) {
                relay.interrupt();
                relay.join(LAST_ROUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        try {
            topics.awaitChecked();
            long nextSweep = System.nanoTime();
            while (running || !wakeList.isEmpty()) {
                if (running && System.nanoTime() >= nextSweep) {
                    sweepAll();
                    nextSweep = System.nanoTime() + sweepInterval.toNanos();
                }
                publish(wakeList.take(BATCH, Duration.ofNanos(Math.max(1, nextSweep - System.nanoTime()))));
            }
        } catch (InterruptedException e) {
            LOG.info("stopped with {} aggregates still waiting; the next start publishes them", wakeList.size());
        }
    }

    private void sweepAll() {
        for (String collection : collections) {
            try {
                outboxes.waiting(collection, WakeList.MOST).forEach(wakeList::add);
            } catch (RuntimeException e) {
                LOG.warn("the outboxes of {} could not be swept, will try again: {}", collection, e.toString());
            }
        }
    }

    private void publish(Set<Address> addresses) throws InterruptedException {
        if (addresses.isEmpty()) {
            return;
        }
        Map<Address, List<String>> acknowledged = new HashMap<>();
        boolean complete;
        try {
            complete = send(outboxes.load(addresses), acknowledged);
            outboxes.remove(acknowledged);
        } catch (RuntimeException e) {
            LOG.warn("the store did not answer, {} aggregates wait: {}", addresses.size(), e.toString());
            complete = false;
        }
        if (!complete && running) {
            addresses.forEach(wakeList::add);
            wakeList.pause(PAUSE_AFTER_FAILURE);
        }
    }

    /// Sends the first event of every aggregate, then the second of those whose first arrived, and so on.
    ///
    /// @return whether all arrived
    private boolean send(Map<Address, List<OutboxEntry>> waiting, Map<Address, List<String>> acknowledged)
            throws InterruptedException {
        boolean complete = true;
        Map<Address, List<OutboxEntry>> open = waiting;
        for (int round = 0; !open.isEmpty(); round++) {
            Map<Address, CompletableFuture<?>> sent = new LinkedHashMap<>();
            for (var aggregate : open.entrySet()) {
                sent.put(aggregate.getKey(), send(aggregate.getValue().get(round)));
            }
            Map<Address, List<OutboxEntry>> next = new LinkedHashMap<>();
            for (var aggregate : open.entrySet()) {
                OutboxEntry entry = aggregate.getValue().get(round);
                if (!arrived(sent.get(aggregate.getKey()), entry)) {
                    complete = false;
                    continue;
                }
                acknowledged
                        .computeIfAbsent(aggregate.getKey(), _ -> new ArrayList<>())
                        .add(entry.event().id());
                if (aggregate.getValue().size() > round + 1) {
                    next.put(aggregate.getKey(), aggregate.getValue());
                }
            }
            open = next;
        }
        return complete;
    }

    private CompletableFuture<?> send(OutboxEntry entry) {
        try {
            return kafka.send(EventCodec.toRecord(entry.event()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean arrived(@Nullable CompletableFuture<?> sent, OutboxEntry entry) throws InterruptedException {
        try {
            if (sent != null) {
                sent.get();
            }
            published.increment();
            return true;
        } catch (ExecutionException e) {
            failures.increment();
            LOG.warn(
                    "{} {} of {} is not published yet: {}",
                    entry.event().type(),
                    entry.event().id(),
                    entry.event().subject(),
                    String.valueOf(e.getCause()));
            return false;
        }
    }
}
