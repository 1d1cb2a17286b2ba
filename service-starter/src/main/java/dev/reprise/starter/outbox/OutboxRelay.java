package dev.reprise.starter.outbox;

import dev.reprise.starter.outbox.Outboxes.Address;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
    /// How long acknowledged events stay in their outboxes, to be taken out together.
    private static final Duration REST = Duration.ofMillis(30);

    private static final Duration LAST_ROUND = Duration.ofSeconds(5);

    private final Outboxes outboxes;
    private final Publishing publishing;
    private final TopicGuard topics;
    private final Duration sweepInterval;
    private final WakeList wakeList = new WakeList();
    private final Set<String> collections = ConcurrentHashMap.newKeySet();
    private final Set<Address> deferred = ConcurrentHashMap.newKeySet();
    /// The ids of acknowledged events that are still in their outboxes.
    private final Map<Address, List<String>> published = new ConcurrentHashMap<>();
    private final UnpublishedSince since = new UnpublishedSince(Clock.systemUTC());
    private volatile @Nullable Thread thread;
    private volatile boolean running;
    private volatile boolean checked;
    private long forgetAt;

    /// @param sweepInterval how often outboxes are searched for events that nobody published; less often where a search
    /// takes long
    public OutboxRelay(
            MongoTemplate mongo,
            KafkaTemplate<String, byte[]> kafka,
            TopicGuard topics,
            Duration sweepInterval,
            MeterRegistry meters) {
        this.outboxes = new Outboxes(mongo);
        this.publishing = new Publishing(kafka, meters);
        this.topics = topics;
        this.sweepInterval = sweepInterval;
        Gauge.builder("reprise.outbox.waiting", () -> wakeList.size() + deferred.size())
                .description("Aggregates known to have unpublished events")
                .register(meters);
        TimeGauge.builder("reprise.outbox.oldest", () -> since.oldest().toMillis(), TimeUnit.MILLISECONDS)
                .description("How long the oldest unpublished event has been waiting, 0 when none is")
                .register(meters);
    }

    /// Publishes this aggregate's new event soon, after those that still wait there. Called after the write; never
    /// blocks.
    public void wake(String collection, UUID id, OutboxEntry entry) {
        Address address = new Address(collection, id.toString());
        since.noticed(address);
        wakeList.add(address, entry);
    }

    /// Looks soon, or once the store is back, whether something waits there. Called after a write of which nobody knows
    /// whether it happened; never blocks.
    public void lookFor(String collection, UUID id) {
        wakeList.add(new Address(collection, id.toString()));
    }

    /// How many aggregates have unpublished events, 0 only when none has, whichever instance wrote it. Asks the store
    /// where this instance knows of none, so it is no metric.
    public long waiting() {
        int known = known();
        return known > 0
                ? known
                : collections.stream().mapToLong(outboxes::countWaiting).sum();
    }

    private int known() {
        return wakeList.size() + deferred.size() + published.size();
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
                if (running && (wakeList.hasRoomAgain() || System.nanoTime() - nextSweep >= 0)) {
                    nextSweep = System.nanoTime() + pauseAfter(sweepAll()).toNanos();
                }
                if (running && System.nanoTime() - nextRetry >= 0) {
                    deferred.forEach(wakeList::add);
                    deferred.clear();
                    nextRetry = System.nanoTime() + RETRY_INTERVAL.toNanos();
                }
                publish(wakeList.take(BATCH, untilNext(nextSweep)));
                if (!published.isEmpty() && System.nanoTime() - forgetAt >= 0) {
                    forgetPublished();
                }
            }
            forgetPublished();
        } catch (InterruptedException e) {
            LOG.info("stopped with {} aggregates still waiting; the next start publishes them", wakeList.size());
        } catch (RuntimeException | Error e) {
            LOG.error("the relay failed; nothing is published until a restart", e);
        }
    }

    private Duration untilNext(long sweep) {
        long now = System.nanoTime();
        long left = Math.max(1, sweep - now);
        left = deferred.isEmpty() ? left : Math.min(left, RETRY_INTERVAL.toNanos());
        left = published.isEmpty() ? left : Math.min(left, Math.max(1, forgetAt - now));
        return Duration.ofNanos(left);
    }

    /// @return how long it took
    private Duration sweepAll() {
        forgetPublished();
        long start = System.nanoTime();
        for (String collection : collections) {
            try {
                // One more than fits tells that there are more.
                outboxes.waiting(collection, WakeList.MOST + 1).forEach(address -> {
                    since.noticed(address);
                    wakeList.add(address);
                });
            } catch (RuntimeException e) {
                LOG.warn("the outboxes of {} could not be swept, will try again: {}", collection, e.toString());
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /// A sweep may have to look at every aggregate there is: it is given a fiftieth of the time at the most.
    private Duration pauseAfter(Duration sweep) {
        Duration fair = sweep.multipliedBy(50);
        return fair.compareTo(sweepInterval) > 0 ? fair : sweepInterval;
    }

    private void publish(Map<Address, Optional<OutboxEntry>> noticed) throws InterruptedException {
        if (noticed.isEmpty()) {
            return;
        }
        Set<Address> unfinished = new LinkedHashSet<>(noticed.keySet());
        Map<Address, List<OutboxEntry>> waiting = new LinkedHashMap<>();
        String failure = "";
        try {
            waiting.putAll(waiting(noticed));
            Map<Address, List<String>> arrived = publishing.publish(waiting);
            forgetAt = published.isEmpty() ? System.nanoTime() + REST.toNanos() : forgetAt;
            arrived.forEach((address, ids) ->
                    published.computeIfAbsent(address, _ -> new ArrayList<>()).addAll(ids));
            unfinished.removeIf(
                    address -> waiting.getOrDefault(address, List.of()).size()
                            == arrived.getOrDefault(address, List.of()).size());
            failure = publishing.lastFailure();
        } catch (RuntimeException e) {
            failure = e.toString();
        }
        since.published(noticed.keySet().stream()
                .filter(address -> !unfinished.contains(address))
                .toList());
        since.kept(unfinished, waiting);
        defer(unfinished, failure);
    }

    /// What waits in these outboxes. The store is not asked about one whose event is known and comes next.
    private Map<Address, List<OutboxEntry>> waiting(Map<Address, Optional<OutboxEntry>> noticed) {
        Map<Address, List<OutboxEntry>> waiting = new LinkedHashMap<>();
        List<Address> unknown = new ArrayList<>();
        noticed.forEach((address, entry) -> entry.filter(known -> publishing.isNext(address, known))
                .ifPresentOrElse(known -> waiting.put(address, List.of(known)), () -> unknown.add(address)));
        if (!unknown.isEmpty()) {
            waiting.putAll(outboxes.load(unknown));
        }
        return waiting;
    }

    /// Takes published events out of their outboxes, a little later than they were acknowledged: many together, and
    /// not in the moments in which the consumers of the event need the processors.
    private void forgetPublished() {
        if (published.isEmpty()) {
            return;
        }
        Map<Address, List<String>> forgotten = new LinkedHashMap<>(published);
        try {
            outboxes.remove(forgotten);
        } catch (RuntimeException e) {
            defer(forgotten.keySet(), e.toString());
        }
        published.keySet().removeAll(forgotten.keySet());
    }

    private void defer(Set<Address> unfinished, String failure) {
        if (!unfinished.isEmpty()) {
            LOG.warn("{} aggregates have events that are not published yet: {}", unfinished.size(), failure);
            deferred.addAll(unfinished);
        }
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Thread relay = thread;
        builder.up().withDetail("waiting", known());
        if (relay == null || !relay.isAlive()) {
            builder.down().withDetail("relay", "stopped; the log says why");
        } else if (publishing.isDenied()) {
            builder.down().withDetail("relay", "the broker denies it the right to publish");
        }
    }
}
