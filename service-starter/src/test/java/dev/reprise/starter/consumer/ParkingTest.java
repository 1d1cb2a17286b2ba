package dev.reprise.starter.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Ids;
import dev.reprise.events.OlderTasks;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ConsumerLoop.State;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.Lane;
import dev.reprise.starter.parking.Orders;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Poison;
import dev.reprise.starter.parking.Redrive;
import dev.reprise.starter.parking.RedriveStore;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.core.KafkaTemplate;

/// A poison event stops its key, not its partition. Everything is sent to one partition of a real broker.
class ParkingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PARTITION = 5;

    private final TestBroker broker = TestBroker.shared();
    private final TestStore store = TestStore.fresh();
    private final TopicGuard topics = broker.checkedTopics();
    private final KafkaTemplate<String, byte[]> producer = TestClients.producer(broker.address());
    private final String group = "parking-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ParkedKeyStore parked = new ParkedKeyStore(store.mongo());
    private final RedriveStore redrives = new RedriveStore(store.mongo());
    private final Orders orders = new Orders(parked, redrives, Clock.systemUTC());
    private final List<ConsumerLoop> loops = new ArrayList<>();
    private final Set<ReceivedEventKey> poison = ConcurrentHashMap.newKeySet();
    private final Map<ReceivedEventKey, AtomicInteger> attempts = new ConcurrentHashMap<>();

    /// What handlers that void duplicates by the sequence have applied.
    private final Map<UUID, List<Long>> applied = new ConcurrentHashMap<>();

    private record ReceivedEventKey(UUID subject, long sequence) {}

    /// What other tests have left on the topic is not read.
    @BeforeEach
    void beginAtTheEnd() {
        checkpoints()
                .save(new History(TestClients.consumers(broker.address(), "1"), Tasks.CODEC)
                        .ends(Topic.TASKS.partitions()));
    }

    @AfterEach
    void stop() {
        loops.forEach(ConsumerLoop::leaveOff);
        loops.forEach(ConsumerLoop::stop);
        producer.destroy();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_event_that_always_fails_stops_its_key_alone_and_is_tried_five_times(long sequence) {
        UUID stopped = Ids.next();
        UUID other = Ids.next();
        poison.add(new ReceivedEventKey(stopped, sequence));
        for (long each = 1; each <= 3; each++) {
            send(stopped, each, each);
            send(other, each, each);
        }

        ConsumerLoop loop = started("1");

        awaitApplied(other, 3);
        ParkedKey key = awaitParked(stopped, 4 - sequence);
        assertThat(key.lane().partition()).isEqualTo(PARTITION);
        assertThat(key.poison().attempts()).isEqualTo(5);
        assertThat(key.poison().reason()).contains("poison");
        assertThat(key.poison().event().sequence()).isEqualTo(Long.toString(sequence));
        assertThat(key.from()).isEqualTo(key.poison().event().offset());
        assertThat(applied(stopped)).isEqualTo(upTo(sequence - 1));
        assertThat(attempts.getOrDefault(new ReceivedEventKey(stopped, sequence), new AtomicInteger())
                        .get())
                .as("with the batches it was in before it stood alone")
                .isBetween(5, 12);
        assertThat(loop.state()).isEqualTo(new State.Running());
        assertThat(meters.get("reprise.parked.keys").gauge().value()).isEqualTo(1);
        assertThat(meters.get("reprise.parked.events").gauge().value()).isEqualTo(4.0 - sequence);
    }

    @Test
    void later_events_wait_behind_it_and_are_applied_in_order_once_the_handler_is_mended() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 2));
        ConsumerLoop loop = started("1");
        send(task, 1, 3);
        awaitParked(task, 2);
        send(task, 4, 6);
        awaitParked(task, 5);
        loop.stop();
        poison.clear();
        started("1");

        UUID redrive = redriven(task);

        awaitApplied(task, 6);
        await().atMost(SOON).until(() -> parked.withKey(task.toString()).isEmpty());
        assertThat(redrives.find(redrive)).singleElement().satisfies(done -> {
            assertThat(done.state()).isEqualTo(Redrive.State.DONE);
            assertThat(done.applied()).isEqualTo(5);
            assertThat(done.events()).extracting("sequence").containsExactly("2", "3", "4", "5", "6");
        });
        send(task, 7, 7);
        awaitApplied(task, 7);
    }

    @Test
    void events_that_an_upcaster_fails_at_stop_their_keys_alone_and_are_applied_once_it_is_mended() {
        UUID older = Ids.next();
        ConsumerLoop broken = started("1", OlderTasks.codec(data -> {
            throw new IllegalStateException("a defect");
        }));
        sendOlder(older);
        send(older, 2, 3);
        awaitApplied(send(Ids.next(), 1, 2), 2);
        ParkedKey key = awaitParked(older, 3);
        assertThat(key.poison().reason()).contains("an upcaster of TaskCreated failed");
        broken.stop();
        started("1", OlderTasks.codec(data -> {
            data.set("name", data.remove("title"));
            return data.put("status", "new");
        }));

        redriven(older);

        awaitApplied(older, 3);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(parked.withKey(older.toString())).isEmpty());
    }

    @Test
    void a_redrive_that_meets_poison_again_stops_there_and_says_so() {
        UUID task = Ids.next();
        poison.addAll(List.of(new ReceivedEventKey(task, 1), new ReceivedEventKey(task, 3)));
        send(task, 1, 4);
        started("1");
        awaitParked(task, 4);
        poison.remove(new ReceivedEventKey(task, 1));

        UUID redrive = redriven(task);

        ParkedKey key = awaitParked(task, 2);
        assertThat(applied(task)).isEqualTo(upTo(2));
        await().atMost(SOON)
                .until(() -> parked.withKey(task.toString()).getFirst().order() == null);
        assertThat(key.from()).isGreaterThan(0);
        assertThat(redrives.find(redrive)).singleElement().satisfies(done -> {
            assertThat(done.state()).isEqualTo(Redrive.State.STOPPED);
            assertThat(done.applied()).isEqualTo(2);
            assertThat(done.stoppedBy()).isNotNull();
        });
    }

    @Test
    void the_first_event_is_discarded_with_a_reason_and_the_rest_goes_on() {
        UUID task = Ids.next();
        send(task, 1, 1);
        producer.send(new ProducerRecord<>("tasks", PARTITION, task.toString(), new byte[] {0, 1}))
                .join();
        send(task, 2, 3);
        started("1");
        awaitParked(task, 3);

        List<Redrive> discarded =
                orders.discardFirst(parked.withKey(task.toString()), "ada", "made by a broken tool", 500);

        awaitApplied(task, 3);
        await().atMost(SOON).until(() -> parked.withKey(task.toString()).isEmpty());
        assertThat(redrives.find(discarded.getFirst().id())).singleElement().satisfies(done -> {
            assertThat(done.by()).isEqualTo("ada");
            assertThat(done.discarded()).isNotNull().extracting("reason").isEqualTo("made by a broken tool");
            assertThat(done.applied()).isEqualTo(2);
        });
    }

    @Test
    void everything_that_waits_is_discarded_and_what_comes_later_is_applied() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 1));
        send(task, 1, 3);
        started("1");
        awaitParked(task, 3);

        List<Redrive> discarded = orders.discardAll(parked.withKey(task.toString()), "ada", "a test");
        send(task, 4, 4);

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(task)).containsExactly(4L));
        assertThat(discarded.getFirst().discarded()).extracting("events").isEqualTo(3L);
        assertThat(parked.withKey(task.toString())).isEmpty();
    }

    @Test
    void a_crash_between_parking_and_checkpoint_parks_nothing_twice() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 2));
        ConsumerLoop loop = started("1");
        send(task, 1, 5);
        awaitParked(task, 4);
        loop.stop();
        checkpoints().forget(Topic.TASKS.partitions());

        started("1");
        UUID later = send(Ids.next(), 1, 1);

        awaitApplied(later, 1);
        assertThat(parked.withKey(task.toString()))
                .singleElement()
                .satisfies(key -> assertThat(key.events()).isEqualTo(4));
        assertThat(applied(task)).isEqualTo(upTo(1));
    }

    @Test
    void a_redrive_that_dies_in_the_middle_is_gone_on_with() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 1));
        send(task, 1, 60);
        ConsumerLoop first = started("1");
        awaitParked(task, 60);
        poison.clear();
        orders.redrive(parked.withKey(task.toString()), "ada", 10);
        await().atMost(SOON).until(() -> applied(task).size() >= 5);
        first.stop();
        assertThat(applied(task)).hasSizeLessThan(60);

        started("1");

        awaitApplied(task, 60);
        await().atMost(SOON).until(() -> parked.withKey(task.toString()).isEmpty());
    }

    @Test
    void an_outage_parks_nothing_however_long_it_lasts() {
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger tries = new AtomicInteger();
        UUID task = send(Ids.next(), 1, 3);
        ConsumerLoop loop = loop("1", events -> {
            if (away.get()) {
                tries.incrementAndGet();
                throw new TransientDataAccessResourceException("away");
            }
            apply(events);
        });
        loop.start();

        await().atMost(SOON).until(() -> tries.get() > Batch.ATTEMPTS + 1);
        assertThat(parked.totals(group)).isEqualTo(new ParkedKeyStore.Totals(0, 0));
        away.set(false);

        awaitApplied(task, 3);
    }

    @Test
    void a_failing_batch_is_narrowed_to_the_keys_that_fail_in_it() {
        List<UUID> tasks = LongStream.range(0, 40).mapToObj(_ -> Ids.next()).toList();
        List<UUID> stopped = List.of(tasks.get(0), tasks.get(17), tasks.get(39));
        stopped.forEach(task -> poison.add(new ReceivedEventKey(task, 2)));
        for (long sequence = 1; sequence <= 3; sequence++) {
            for (UUID task : tasks) {
                send(task, sequence, sequence);
            }
        }
        ConsumerLoop loop = loop("1", events -> {
            for (ReceivedEvent received : events) {
                requireGood(received); // nothing of a batch is stored when one of it fails
            }
            apply(events);
        });
        loop.start();

        for (UUID task : tasks) {
            awaitApplied(task, stopped.contains(task) ? 1 : 3);
        }
        stopped.forEach(task -> awaitParked(task, 2));
        assertThat(parked.totals(group)).isEqualTo(new ParkedKeyStore.Totals(3, 6));
    }

    @Test
    void keys_stay_parked_through_a_rebalance_and_whoever_has_the_partition_redrives() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 1));
        send(task, 1, 2);
        ConsumerLoop one = started("1");
        awaitParked(task, 2);
        ConsumerLoop two = started("2");
        send(task, 3, 3);
        awaitParked(task, 3);
        poison.clear();

        one.stop();
        redriven(task);
        send(task, 4, 4);

        awaitApplied(task, 4);
        await().atMost(SOON).until(() -> parked.withKey(task.toString()).isEmpty());
        assertThat(two.state()).isEqualTo(new State.Running());
    }

    @Test
    void many_events_behind_a_parked_key_take_one_small_document_and_are_all_applied() {
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 1));
        started("1");
        List<CompletableFuture<?>> sending = new ArrayList<>();
        for (long sequence = 1; sequence <= 5_000; sequence++) {
            sending.add(sending(task, sequence));
        }
        sending.forEach(CompletableFuture::join);
        awaitParked(task, 5_000);
        assertThat(store.mongo().getCollection("parked").find())
                .singleElement()
                .satisfies(key -> assertThat(key.toJson()).hasSizeLessThan(1_000));
        poison.clear();

        orders.redrive(parked.withKey(task.toString()), "ada", 5_000);

        awaitApplied(task, 5_000);
    }

    @Test
    void a_consumer_that_fails_at_everything_parks_no_more_and_goes_on_when_there_is_room() {
        Poison old = new Poison(new EventPointer(0, null, null, null, null), "old", Instant.EPOCH, 5);
        for (int i = 0; i < ParkedKeys.MOST; i++) {
            Lane lane = new Lane(group, "tasks", PARTITION, Ids.next().toString());
            parked.park(new ParkedKey(lane, old, 0, 0, 1, Instant.EPOCH, null));
        }
        UUID task = Ids.next();
        poison.add(new ReceivedEventKey(task, 1));
        ConsumerLoop loop = started("1");
        send(task, 1, 1);
        await().atMost(SOON).until(() -> loop.state() instanceof State.Failing);
        assertThat(parked.withKey(task.toString())).isEmpty();

        orders.discardAll(parked.page(group, null, null, 1), "ada", "room");

        awaitParked(task, 1);
        await().atMost(SOON).until(() -> loop.state() instanceof State.Running);
    }

    private UUID redriven(UUID task) {
        List<Redrive> asked = orders.redrive(parked.withKey(task.toString()), "ada", 500);
        assertThat(asked).hasSize(1);
        return asked.getFirst().id();
    }

    private ConsumerLoop started(String instance) {
        return started(instance, Tasks.CODEC);
    }

    private ConsumerLoop started(String instance, EventCodec codec) {
        EventHandler handler = event -> requireGood(event.subject(), event.sequence());
        ConsumerLoop loop = loop(instance, codec, events -> {
            for (ReceivedEvent received : events) {
                handler.handle(received.event());
                apply(List.of(received));
            }
        });
        loop.start();
        return loop;
    }

    private void requireGood(ReceivedEvent received) {
        requireGood(received.event().subject(), received.event().sequence());
    }

    private void requireGood(UUID subject, long sequence) {
        ReceivedEventKey key = new ReceivedEventKey(subject, sequence);
        if (poison.contains(key)) {
            attempts.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
            throw new IllegalArgumentException("poison");
        }
    }

    private void apply(List<ReceivedEvent> events) {
        for (ReceivedEvent received : events) {
            List<Long> before = applied.computeIfAbsent(received.event().subject(), _ -> new CopyOnWriteArrayList<>());
            long sequence = received.event().sequence();
            if (before.isEmpty() || before.getLast() < sequence) {
                before.add(sequence);
            }
        }
    }

    private ConsumerLoop loop(String instance, BatchHandler handler) {
        return loop(instance, Tasks.CODEC, handler);
    }

    private ConsumerLoop loop(String instance, EventCodec codec, BatchHandler handler) {
        Subscription subscription = new Subscription(group, Set.of(Topic.TASKS), handler);
        var consumers = TestClients.consumers(broker.address(), instance);
        consumers.updateConfigs(Map.of("session.timeout.ms", "2000", "heartbeat.interval.ms", "500"));
        ConsumerLoop loop = new ConsumerLoop(
                subscription,
                consumers,
                checkpoints(),
                new Parking(subscription, store.mongo(), consumers, codec, Clock.systemUTC(), meters),
                codec,
                topics,
                meters);
        loops.add(loop);
        return loop;
    }

    private Checkpoints checkpoints() {
        return new Checkpoints(store.mongo(), group, Clock.systemUTC());
    }

    private UUID send(UUID task, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            sending(task, sequence).join();
        }
        return task;
    }

    private CompletableFuture<?> sending(UUID task, long sequence) {
        var record = EventCodec.toRecord(Tasks.encoded(task, sequence));
        return producer.send(new ProducerRecord<>("tasks", PARTITION, record.key(), record.value(), record.headers()));
    }

    private void sendOlder(UUID task) {
        var record = EventCodec.toRecord(Tasks.encoded(task, 1));
        record.headers().remove("ce_type").add("ce_type", OlderTasks.TYPE.getBytes(UTF_8));
        byte[] value = new String(record.value(), UTF_8)
                .replace("\"name\"", "\"title\"")
                .replaceAll(",?\"status\":\"new\"", "")
                .getBytes(UTF_8);
        producer.send(new ProducerRecord<>("tasks", PARTITION, record.key(), value, record.headers()))
                .join();
    }

    private ParkedKey awaitParked(UUID task, long events) {
        Predicate<List<ParkedKey>> waits =
                keys -> keys.size() == 1 && keys.getFirst().events() == events;
        return await().atMost(SOON)
                .until(() -> parked.withKey(task.toString()), waits)
                .getFirst();
    }

    private void awaitApplied(UUID task, long last) {
        await().atMost(SOON).untilAsserted(() -> assertThat(applied(task)).isEqualTo(upTo(last)));
    }

    private List<Long> applied(UUID task) {
        return applied.getOrDefault(task, List.of());
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
