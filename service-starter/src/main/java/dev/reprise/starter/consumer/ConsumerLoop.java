package dev.reprise.starter.consumer;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Topic;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/// Reads one subscription: poll, decode, apply and, a little later, checkpoint, in a thread of its own.
///
/// - Position: an assigned partition stays paused until the loop has sought to its checkpoint; the group's
///   committed offsets are never used. So a rebalance or a crash repeats events, and never skips one.
/// - An outage (store or broker away) is waited out with partitions paused, however long it takes; the consumer
///   stays in its group meanwhile.
/// - An event that fails [Batch#ATTEMPTS] times, with growing pauses, or that can't be decoded stops its key,
///   not its partition: the key is [parked][Parking], before the checkpoint passes the event.
/// - Where the broker denies a right, or the consumer fails otherwise, health is DOWN and everything is tried
///   anew.
/// - The loop halts, and health is DOWN until a restart, only where going on would skip events: when the topic
///   does not have what the checkpoint names, or another process has this instance's place in the group.
public final class ConsumerLoop implements SmartLifecycle {

    /// Stops after the web server and before the outbox relay.
    public static final int PHASE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    /// What a loop is doing.
    sealed interface State {
        /// Waits for the broker and the topic check.
        record Starting() implements State {}

        /// Reads.
        record Running() implements State {}

        /// Store or broker are away.
        record WaitingOut(String outage) implements State {}

        /// Can't go on as it is, and tries again.
        record Failing(String reason) implements State {}

        /// Gave up; nothing is read until a restart.
        record Halted(String reason) implements State {}

        record Stopped() implements State {}
    }

    private final Subscription subscription;
    private final ConsumerFactory<String, byte[]> consumers;
    private final Checkpoints checkpoints;
    private final EventCodec codec;
    private final TopicGuard topics;
    private final UndecodableRecords undecodable;
    private final Parking parking;
    private final Progress progress;
    private final Set<TopicPartition> unpositioned = new HashSet<>();
    private volatile CountDownLatch left = new CountDownLatch(1);
    /// Why the consumer was opened anew; null once it reads again.
    private volatile @Nullable String fault;
    private volatile State state = new State.Stopped();
    private volatile boolean running;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile @Nullable Thread thread;

    ConsumerLoop(
            Subscription subscription,
            ConsumerFactory<String, byte[]> consumers,
            Checkpoints checkpoints,
            Parking parking,
            EventCodec codec,
            TopicGuard topics,
            MeterRegistry meters) {
        this.parking = parking;
        this.subscription = subscription;
        this.consumers = consumers;
        this.checkpoints = checkpoints;
        this.progress = new Progress(checkpoints);
        this.codec = codec;
        this.topics = topics;
        this.undecodable = new UndecodableRecords(subscription.name(), meters);
    }

    String name() {
        return subscription.name();
    }

    State state() {
        String reason = fault;
        return reason != null && state instanceof State.Running ? new State.Failing(reason) : state;
    }

    /// How many keys are parked in the partitions that this instance reads.
    int parkedKeys() {
        return parking.keys();
    }

    boolean rehearse(List<ReceivedEvent> events) {
        return subscription.handler().rehearse(events);
    }

    /// What this instance is doing, and how far all of them have read.
    SubscriptionStatus status(ParkedKeyStore.Totals parked) {
        List<TopicPartition> partitions = subscription.topics().stream()
                .sorted()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
        return SubscriptionStatus.of(name(), state(), partitions, checkpoints.load(partitions), parked);
    }

    @Override
    public void start() {
        running = true;
        left = new CountDownLatch(1);
        state = new State.Starting();
        thread = Thread.ofPlatform().name("consumer-" + name()).start(this::run);
    }

    /// Asks the loop to stop after the batch at hand and does not wait for it.
    void leaveOff() {
        running = false;
        left.countDown();
        Consumer<String, byte[]> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /// Finishes the batch at hand, for at most ten seconds; what it did not finish comes again.
    @Override
    public void stop() {
        leaveOff();
        Thread loop = thread;
        if (loop == null) {
            return;
        }
        try {
            if (state instanceof State.Starting || !loop.join(LAST_BATCH)) {
                loop.interrupt();
                loop.join(LAST_BATCH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        state = new State.Stopped();
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
        try (parking) {
            topics.awaitChecked();
            while (running) {
                readOn();
            }
        } catch (WakeupException | org.apache.kafka.common.errors.InterruptException | InterruptedException e) {
            LOG.debug("{} stops", name());
        } catch (OffsetOutOfRangeException e) {
            halt(
                    ("its checkpoints say to go on at %s, which the topic does not have: it was truncated or made anew."
                                    + " Restore the topic, or remove these checkpoints to read it from the beginning")
                            .formatted(e.offsetOutOfRangePartitions()),
                    e);
        } catch (FencedInstanceIdException e) {
            halt("another process has its group.instance.id", e);
        } catch (RuntimeException | Error e) {
            halt("the consumer failed: " + e, e);
        }
    }

    /// Reads until the loop is stopped, or the broker or its client refuse; then a new client tries, after a
    /// while.
    private void readOn() throws InterruptedException {
        try (Consumer<String, byte[]> opened = consumers.createConsumer(name(), null)) {
            consumer = opened;
            unpositioned.clear();
            opened.subscribe(subscription.topics().stream().map(Topic::wireName).toList(), new Rebalances(opened));
            state = new State.Running();
            while (running) {
                readOnce(opened);
            }
        } catch (WakeupException
                | org.apache.kafka.common.errors.InterruptException
                | OffsetOutOfRangeException
                | FencedInstanceIdException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            fault = e.toString();
            LOG.error("{} can't read and will try again in {}", name(), LONGEST_PAUSE, e);
            left.await(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            consumer = null;
        }
    }

    private void readOnce(Consumer<String, byte[]> opened) throws InterruptedException {
        position(opened);
        boolean settled = unpositioned.isEmpty() && !opened.assignment().isEmpty();
        boolean patient = settled && !parking.attend(opened.assignment());
        ConsumerRecords<String, byte[]> records = opened.poll(progress.patience(patient ? POLL : FIRST_PAUSE));
        if (patient) {
            fault = null; // a right that is still denied would have shown in the poll
        }
        if (records.isEmpty() && !progress.isDue()) {
            return;
        }
        List<Arrival> arrivals = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> received : records) {
            Arrival arrival = Arrival.of(name(), received, codec);
            if (arrival.event() == null) {
                undecodable.saw(received);
            }
            arrivals.add(arrival);
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        records.nextOffsets().forEach((partition, offset) -> next.put(partition, offset.offset()));
        apply(opened, parking.batch(arrivals), next);
    }

    /// Seeks newly assigned partitions to their checkpoints; when the store does not answer they stay paused
    /// till the next round.
    private void position(Consumer<String, byte[]> opened) {
        if (unpositioned.isEmpty()) {
            return;
        }
        try {
            Set<TopicPartition> partitions = Set.copyOf(unpositioned);
            progress.save();
            checkpoints.load(partitions).forEach(opened::seek);
            parking.load(opened.assignment());
            opened.resume(partitions);
            unpositioned.clear();
            state = new State.Running();
        } catch (RuntimeException e) {
            if (!Failures.isOutage(e)) {
                throw e;
            }
            state = new State.WaitingOut(String.valueOf(e.getMessage()));
            LOG.warn("{} can't read its checkpoints yet: {}", name(), e.toString());
        }
    }

    private void apply(Consumer<String, byte[]> opened, Batch batch, Map<TopicPartition, Long> next)
            throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (running) {
            try {
                if (batch.advance()) {
                    progress.reached(next);
                    // Where keys are parked, at once: none may go on, or be discarded, before its event was passed.
                    if (progress.isDue() || parking.keys() > 0) {
                        progress.save();
                    }
                    resumed(opened);
                    return;
                }
                LOG.warn("{} will try {} keys again in {}: {}", name(), batch.failing(), pause, batch.reason());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                state = Failures.isOutage(e)
                        ? new State.WaitingOut(String.valueOf(e.getMessage()))
                        : new State.Failing(e.toString());
                LOG.warn("{} will go on in {}: {}", name(), pause, e.toString());
            }
            waitInGroup(opened, pause);
            if (!opened.assignment().containsAll(next.keySet())) {
                LOG.info("{} lost partitions meanwhile; their events come again to whoever has them now", name());
                next.keySet().retainAll(opened.assignment());
                unpositioned.addAll(next.keySet());
                resumed(opened);
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /// Polls with everything paused, which returns nothing and keeps the membership.
    private void waitInGroup(Consumer<String, byte[]> opened, Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        while (running && System.nanoTime() < until) {
            opened.pause(opened.assignment());
            opened.poll(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        if (state instanceof State.Failing) {
            parking.attend(opened.assignment());
        }
    }

    private void resumed(Consumer<String, byte[]> opened) {
        if (!(state instanceof State.Running) || !opened.paused().isEmpty()) {
            Set<TopicPartition> ready = new HashSet<>(opened.assignment());
            ready.removeAll(unpositioned);
            opened.resume(ready);
            state = new State.Running();
        }
    }

    private void halt(String reason, Throwable cause) {
        running = false;
        state = new State.Halted(reason);
        LOG.error("{} halts and skips nothing; {}", name(), reason, cause);
    }

    /// Keeps newly assigned partitions silent until they have been positioned. Called by `poll`, in the loop's
    /// thread.
    private final class Rebalances implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> opened;

        Rebalances(Consumer<String, byte[]> opened) {
            this.opened = opened;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            opened.pause(partitions);
            // A position of some kind, so that the client does not go looking for one; it is replaced before the first
            // fetch.
            partitions.forEach(partition -> opened.seek(partition, 0));
            unpositioned.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            progress.handOver(partitions);
            leave(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            progress.forget(partitions);
            leave(partitions);
        }

        private void leave(Collection<TopicPartition> partitions) {
            unpositioned.removeAll(partitions);
            parking.forget(partitions);
        }
    }
}
