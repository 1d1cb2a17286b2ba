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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// Publishes what waits in the outboxes: at once after a write, and by a sweep what a crash left behind.
///
/// Order: an aggregate's events are sent one after another, each after the acknowledgement (`acks=all`) of the
/// one before; different aggregates go out together. An event is removed, by its id, only after its
/// acknowledgement; a crash in between publishes it again, under the same `ce_id` and sequence. Several
/// instances of a service may publish the same event; the first copies still stand in order.
///
/// While the broker is away nothing is lost and writes go on: addresses wait in a bounded set, and what does not fit is
/// found again by the sweep. An aggregate whose event can't be sent is tried again and holds up no other.
///
/// Its health is DOWN when its thread has died or the broker denies it the right to publish; an outage is no fault of
/// the service.
public final class OutboxRelay extends AbstractHealthIndicator implements SmartLifecycle {

    /// Stops after the web server and the consumers, so that their last events still go out.
    public static final int PHASE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);
    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final Outboxes outboxes;
    private final KafkaTemplate<String, byte[]> kafka;
    private final TopicGuard topics;
    private final Duration sweepInterval;
    private final WakeList wakeList = new WakeList();
    private final Set<String> collections = ConcurrentHashMap.newKeySet();
    private final Set<Address> deferred = ConcurrentHashMap.newKeySet();
    private final Counter published;
    private final Counter failures;
    private volatile @Nullable Thread thread;
    private volatile boolean running;
    private volatile boolean checked;
    private volatile boolean denied;
    /// Why the last event was not sent or the store not read; for the log.
    private String lastFailure = "";

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
        Gauge.builder("reprise.outbox.waiting", () -> wakeList.size() + deferred.size())
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
            if (!checked || !relay.join(LAST_ROUND)) {
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
            checked = true;
            long nextSweep = System.nanoTime();
            long nextRetry = nextSweep;
            while (running || !wakeList.isEmpty()) {
                if (running && System.nanoTime() - nextSweep >= 0) {
                    sweepAll();
                    nextSweep = System.nanoTime() + sweepInterval.toNanos();
                }
                if (running && System.nanoTime() - nextRetry >= 0) {
                    deferred.forEach(wakeList::add);
                    deferred.clear();
                    nextRetry = System.nanoTime() + RETRY_INTERVAL.toNanos();
                }
                publish(wakeList.take(BATCH, untilNext(nextSweep)));
            }
        } catch (InterruptedException e) {
            LOG.info("stopped with {} aggregates still waiting; the next start publishes them", wakeList.size());
        } catch (RuntimeException | Error e) {
            LOG.error("the relay failed; nothing is published until a restart", e);
        }
    }

    private Duration untilNext(long sweep) {
        Duration left = Duration.ofNanos(Math.max(1, sweep - System.nanoTime()));
        return deferred.isEmpty() || left.compareTo(RETRY_INTERVAL) < 0 ? left : RETRY_INTERVAL;
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
        Set<Address> unfinished = new LinkedHashSet<>(addresses);
        try {
            Map<Address, List<OutboxEntry>> waiting = outboxes.load(addresses);
            Map<Address, List<String>> acknowledged = send(waiting);
            outboxes.remove(acknowledged);
            unfinished.removeIf(
                    address -> waiting.getOrDefault(address, List.of()).size()
                            == acknowledged.getOrDefault(address, List.of()).size());
        } catch (RuntimeException e) {
            lastFailure = e.toString();
        }
        if (!unfinished.isEmpty()) {
            LOG.warn("{} aggregates have events that are not published yet: {}", unfinished.size(), lastFailure);
            deferred.addAll(unfinished);
        }
    }

    /// Sends the first event of every aggregate, then the second of those whose first arrived, and so on.
    ///
    /// @return the ids of those that arrived
    private Map<Address, List<String>> send(Map<Address, List<OutboxEntry>> waiting) throws InterruptedException {
        Map<Address, List<String>> acknowledged = new HashMap<>();
        Map<Address, List<OutboxEntry>> open = waiting;
        for (int round = 0; !open.isEmpty(); round++) {
            Map<Address, CompletableFuture<?>> sent = new LinkedHashMap<>();
            for (var aggregate : open.entrySet()) {
                sent.put(aggregate.getKey(), send(aggregate.getValue().get(round)));
            }
            Map<Address, List<OutboxEntry>> next = new LinkedHashMap<>();
            for (var sending : sent.entrySet()) {
                Address address = sending.getKey();
                List<OutboxEntry> entries = open.getOrDefault(address, List.of());
                OutboxEntry entry = entries.get(round);
                if (arrived(sending.getValue(), entry)) {
                    acknowledged
                            .computeIfAbsent(address, _ -> new ArrayList<>())
                            .add(entry.event().id());
                    if (entries.size() > round + 1) {
                        next.put(address, entries);
                    }
                }
            }
            open = next;
        }
        return acknowledged;
    }

    private CompletableFuture<?> send(OutboxEntry entry) {
        try {
            return kafka.send(EventCodec.toRecord(entry.event()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean arrived(CompletableFuture<?> sent, OutboxEntry entry) throws InterruptedException {
        try {
            sent.get();
            published.increment();
            denied = false;
            return true;
        } catch (ExecutionException e) {
            failures.increment();
            denied = isDenial(e);
            LOG.debug(
                    "{} {} of {} is not published yet",
                    entry.event().type(),
                    entry.event().id(),
                    entry.event().subject(),
                    e.getCause());
            lastFailure = String.valueOf(e.getCause());
            return false;
        }
    }

    private static boolean isDenial(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Thread relay = thread;
        builder.up().withDetail("waiting", wakeList.size() + deferred.size());
        if (relay == null || !relay.isAlive()) {
            builder.down().withDetail("relay", "stopped; the log says why");
        } else if (denied) {
            builder.down().withDetail("relay", "the broker denies it the right to publish");
        }
    }
}
