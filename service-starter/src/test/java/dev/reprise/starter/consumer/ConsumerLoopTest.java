package dev.reprise.starter.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ConsumerLoop.State;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parts.Gate;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class ConsumerLoopTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Set<Topic> READ = Set.of(Topic.TASKS);

    private final TestBroker broker = TestBroker.shared();
    private final TestStore store = TestStore.fresh();
    private final TopicGuard topics = broker.checkedTopics();
    private final KafkaTemplate<String, byte[]> producer = TestClients.producer(broker.address());
    private final String group = "group-" + UUID.randomUUID();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<UUID, List<Long>> applied = new ConcurrentHashMap<>();
    private final List<ConsumerLoop> loops = new ArrayList<>();

    @AfterEach
    void stop() {
        loops.forEach(ConsumerLoop::leaveOff);
        loops.forEach(ConsumerLoop::stop);
        producer.destroy();
        store.close();
    }

    @Test
    void events_of_one_key_are_applied_in_order_beside_those_of_others() {
        loop(this::apply).start();

        List<UUID> tasks = LongStream.range(0, 10).mapToObj(_ -> send(20)).toList();

        for (UUID task : tasks) {
            await().atMost(SOON).untilAsserted(() -> assertThat(applied(task)).isEqualTo(upTo(20)));
        }
    }

    @Test
    void reading_begins_at_the_first_event_where_no_checkpoint_stands_whatever_the_group_committed()
            throws ExecutionException, InterruptedException {
        UUID earlier = send(2);
        commitForGroup(ends());

        loop(this::apply).start();

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(earlier)).isEqualTo(upTo(2)));
    }

    @Test
    void reading_goes_on_at_the_checkpoint_whatever_the_group_committed()
            throws ExecutionException, InterruptedException {
        UUID earlier = send(2);
        checkpoints(store.mongo()).save(ends());
        commitForGroup(partitions(0));

        loop(this::apply).start();
        UUID later = send(1);

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(later)).isEqualTo(upTo(1)));
        assertThat(applied(earlier)).isEmpty();
    }

    @Test
    void a_restarted_loop_repeats_nothing_that_was_checkpointed() {
        ConsumerLoop first = loop(this::apply);
        first.start();
        UUID before = send(3);
        await().atMost(SOON).untilAsserted(() -> assertThat(checkpointed()).isEqualTo(ends()));
        first.stop();

        restarted(this::apply).start();
        UUID after = send(1);

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(after)).isEqualTo(upTo(1)));
        assertThat(applied(before)).isEqualTo(upTo(3));
    }

    @Test
    void an_event_whose_checkpoint_was_not_saved_comes_again() {
        ConsumerLoop first = loop(this::apply);
        first.start();
        UUID task = send(3);
        await().atMost(SOON).untilAsserted(() -> assertThat(checkpointed()).isEqualTo(ends()));
        first.stop();
        checkpoints(store.mongo()).forget(Topic.TASKS.partitions());

        restarted(this::apply).start();

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(task)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L));
    }

    @Test
    void a_loop_that_stops_has_saved_how_far_it_came() {
        ConsumerLoop loop = loop(this::apply);
        loop.start();
        UUID task = send(3);
        await().pollInterval(Duration.ofMillis(1))
                .atMost(SOON)
                .untilAsserted(() -> assertThat(applied(task)).isEqualTo(upTo(3)));

        loop.stop();

        assertThat(checkpointed()).isEqualTo(ends());
    }

    @Test
    void a_checkpoint_does_not_go_back_when_somebody_comes_late() {
        TopicPartition partition = new TopicPartition("tasks", 3);
        checkpoints(store.mongo()).save(Map.of(partition, 7L));

        checkpoints(store.mongo()).save(Map.of(partition, 5L));

        assertThat(checkpointed()).containsEntry(partition, 7L);
    }

    @Test
    void a_handler_that_fails_twice_is_asked_again_and_nothing_is_skipped() {
        AtomicInteger failures = new AtomicInteger(2);
        UUID task = Ids.next();
        ConsumerLoop loop = loop(event -> {
            if (event.subject().equals(task) && event.sequence() == 2 && failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
            apply(event);
        });
        loop.start();

        send(task, 1, 3);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(applied(task).stream().distinct()).containsExactly(1L, 2L, 3L));
        assertThat(loop.state()).isEqualTo(new State.Running());
    }

    @Test
    void an_outage_of_the_store_is_waited_out_without_halting_or_skipping() {
        try (Gate gate = TestStore.gate();
                TestStore gated = store.through(gate)) {
            ConsumerLoop loop = loop(gated.mongo(), "1", event -> {
                gated.mongo().save(new Document("_id", UUID.randomUUID().toString()), "effects");
                apply(event);
            });
            loop.start();
            UUID before = send(1);
            await().atMost(SOON).untilAsserted(() -> assertThat(applied(before)).isEqualTo(upTo(1)));

            gate.shut();
            UUID during = send(3);
            await().atMost(SOON).until(() -> loop.state() instanceof State.WaitingOut);
            await().during(Duration.ofSeconds(4)).atMost(SOON).until(loop::isRunning);
            gate.open();

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(applied(during).stream().distinct()).containsExactly(1L, 2L, 3L));
            await().atMost(SOON).until(() -> loop.state() instanceof State.Running);
        }
    }

    @Test
    void a_loop_that_starts_without_its_store_reads_as_soon_as_it_is_back() {
        try (Gate gate = TestStore.gate();
                TestStore gated = store.through(gate)) {
            gate.shut();
            ConsumerLoop loop = loop(gated.mongo(), "1", this::apply);
            loop.start();
            UUID task = send(2);
            await().atMost(SOON).until(() -> loop.state() instanceof State.WaitingOut);
            assertThat(applied(task)).isEmpty();

            gate.open();

            await().atMost(SOON).untilAsserted(() -> assertThat(applied(task)).isEqualTo(upTo(2)));
            assertThat(loop.state()).isEqualTo(new State.Running());
        }
    }

    @Test
    void records_that_are_no_events_are_counted_and_stop_their_key_alone() {
        ConsumerLoop loop = loop(this::apply);
        loop.start();
        UUID task = Ids.next();
        var garbage = new ProducerRecord<>("tasks", 3, task.toString(), new byte[] {0, 1, 2});
        var keyless = new ProducerRecord<String, byte[]>("tasks", 3, null, new byte[] {0, 1, 2});
        producer.send(garbage).join();
        long last = producer.send(keyless).join().getRecordMetadata().offset();
        var behind = EventCodec.toRecord(Tasks.encoded(task, 1));
        producer.send(new ProducerRecord<>("tasks", 3, behind.key(), behind.value(), behind.headers()))
                .join();
        UUID other = Ids.next();
        var beside = EventCodec.toRecord(Tasks.encoded(other, 1));
        producer.send(new ProducerRecord<>("tasks", 3, beside.key(), beside.value(), beside.headers()))
                .join();

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(other)).isEqualTo(upTo(1)));
        // A key is parked in the database when the batch is through, after what was applied beside it.
        var parked = new ParkedKeyStore(store.mongo());
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(parked.withKey(task.toString()))
                    .singleElement()
                    .satisfies(key -> assertThat(key.events()).isEqualTo(2));
            assertThat(parked.withKey("none")).isNotEmpty();
        });
        assertThat(applied(task)).isEmpty();
        assertThat(loop.state()).isEqualTo(new State.Running());
        assertThat(meters.get("reprise.consumer.undecodable")
                        .tags("subscription", group, "topic", "tasks", "partition", "3")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(meters.get("reprise.consumer.undecodable.last.offset")
                        .tag("partition", "3")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo((double) last);
    }

    @Test
    void two_loops_of_a_group_share_the_partitions_and_one_takes_over_from_the_other() {
        List<String> by = new CopyOnWriteArrayList<>();
        ConsumerLoop one = loop(store.mongo(), "1", event -> {
            by.add("one");
            apply(event);
        });
        ConsumerLoop two = loop(store.mongo(), "2", event -> {
            by.add("two");
            apply(event);
        });
        one.start();
        two.start();
        await().atMost(SOON).untilAsserted(() -> {
            send(1);
            assertThat(by).contains("one", "two");
        });

        List<UUID> before = sendEach(30);
        one.stop();
        List<UUID> after = sendEach(30);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(applied).containsKeys(before.toArray(UUID[]::new));
            assertThat(applied).containsKeys(after.toArray(UUID[]::new));
        });
    }

    @Test
    void a_rebalance_during_an_outage_loses_nothing() {
        AtomicBoolean away = new AtomicBoolean(true);
        EventHandler handler = event -> {
            if (away.get()) {
                throw new TransientDataAccessResourceException("away");
            }
            apply(event);
        };
        List<UUID> tasks = sendEach(40);
        ConsumerLoop one = loop(store.mongo(), "1", handler);
        one.start();
        await().atMost(SOON).until(() -> one.state() instanceof State.WaitingOut);

        ConsumerLoop two = loop(store.mongo(), "2", handler);
        two.start();
        await().atMost(SOON).until(() -> two.state() instanceof State.WaitingOut);
        away.set(false);

        await().atMost(SOON).untilAsserted(() -> assertThat(applied).containsKeys(tasks.toArray(UUID[]::new)));
        await().atMost(SOON).untilAsserted(() -> assertThat(checkpointed()).isEqualTo(ends()));
    }

    @Test
    void instances_that_come_and_go_lose_nothing_and_keep_each_key_in_order() {
        int rounds = 4;
        List<UUID> tasks = IntStream.range(0, 24).mapToObj(_ -> Ids.next()).toList();
        loop(this::apply).start();
        for (int round = 1; round <= rounds; round++) {
            ConsumerLoop guest = loop(store.mongo(), "guest-" + round, this::apply);
            guest.start();
            await().atMost(SOON).until(() -> guest.state() instanceof State.Running);
            for (UUID task : tasks) {
                send(task, round, round);
            }
            guest.stop();
        }

        for (UUID task : tasks) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(applied(task).stream().distinct()).containsExactlyElementsOf(upTo(rounds)));
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(checkpointed()).isEqualTo(ends()));
    }

    @Test
    void a_checkpoint_beyond_the_end_of_the_topic_halts_the_loop_and_says_so() {
        Map<TopicPartition, Long> beyond = new HashMap<>(ends());
        beyond.put(new TopicPartition("tasks", 5), 1_000_000L);
        checkpoints(store.mongo()).save(beyond);

        ConsumerLoop loop = loop(this::apply);
        loop.start();

        await().atMost(SOON).until(() -> loop.state() instanceof State.Halted);
        assertThat(loop.state().toString()).contains("tasks-5=1000000", "Restore the topic");
    }

    @Test
    void reading_goes_on_after_the_broker_was_restarted() {
        loop(this::apply).start();
        UUID before = send(2);
        await().atMost(SOON).untilAsserted(() -> assertThat(applied(before)).isEqualTo(upTo(2)));

        broker.stop();
        broker.startAgain();
        send(before, 3, 4);

        await().atMost(SOON).untilAsserted(() -> assertThat(applied(before)).isEqualTo(upTo(4)));
    }

    private void apply(EventEnvelope event) {
        applied.computeIfAbsent(event.subject(), _ -> new CopyOnWriteArrayList<>())
                .add(event.sequence());
    }

    private List<Long> applied(UUID task) {
        return applied.getOrDefault(task, List.of());
    }

    private ConsumerLoop loop(EventHandler handler) {
        return loop(store.mongo(), "1", handler);
    }

    /// The same instance in a new process: it takes the place of its predecessor in the group.
    private ConsumerLoop restarted(EventHandler handler) {
        return loop(handler);
    }

    private ConsumerLoop loop(MongoTemplate mongo, String instance, EventHandler handler) {
        Subscription subscription = Subscription.perKey(group, READ, handler);
        var consumers = consumers(instance);
        ConsumerLoop loop = new ConsumerLoop(
                subscription,
                consumers,
                checkpoints(mongo),
                new Parking(subscription, mongo, consumers, Tasks.CODEC, Clock.systemUTC(), meters),
                Tasks.CODEC,
                topics,
                meters);
        loops.add(loop);
        return loop;
    }

    /// As services have them, but what becomes of a stopped instance's partitions is known after two seconds.
    private DefaultKafkaConsumerFactory<String, byte[]> consumers(String instance) {
        var consumers = TestClients.consumers(broker.address(), instance);
        consumers.updateConfigs(Map.of("session.timeout.ms", "2000", "heartbeat.interval.ms", "500"));
        return consumers;
    }

    private Checkpoints checkpoints(MongoTemplate mongo) {
        return new Checkpoints(mongo, group, Clock.systemUTC());
    }

    private Map<TopicPartition, Long> checkpointed() {
        return checkpoints(store.mongo()).load(partitions(0).keySet());
    }

    private UUID send(int events) {
        UUID task = Ids.next();
        send(task, 1, events);
        return task;
    }

    private void send(UUID task, long first, long last) {
        for (long sequence = first; sequence <= last; sequence++) {
            producer.send(EventCodec.toRecord(Tasks.encoded(task, sequence))).join();
        }
    }

    private List<UUID> sendEach(int tasks) {
        return IntStream.range(0, tasks).mapToObj(_ -> send(1)).toList();
    }

    private static Map<TopicPartition, Long> partitions(long offset) {
        Map<TopicPartition, Long> partitions = new HashMap<>();
        for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
            partitions.put(new TopicPartition("tasks", partition), offset);
        }
        return partitions;
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions(0).keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (var admin = broker.admin()) {
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void commitForGroup(Map<TopicPartition, Long> offsets) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> committed.put(partition, new OffsetAndMetadata(offset)));
        try (var admin = broker.admin()) {
            admin.alterConsumerGroupOffsets(group, committed).all().get();
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
