package dev.reprise.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.EventCodec;
import dev.reprise.events.Ids;
import dev.reprise.query.generations.Database;
import dev.reprise.query.generations.Following;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parking.Orders;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.Redrive;
import dev.reprise.starter.parking.RedriveStore;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.util.unit.DataSize;

/// A history with one task that is whole, and one with a record that is no event between its first and its
/// second event.
class PoisonedTest {

    private static final int PARTITION = 3;
    private static final List<TopicPartition> PARTITIONS = History.partitions(Following.TOPICS);
    private static final UUID WHOLE = Ids.next();
    private static final UUID BROKEN = Ids.next();

    private static TestBroker broker;
    private static History history;

    private final Database database = new Database();
    private final ParkedKeyStore parked = new ParkedKeyStore(database.mongo());
    private final RedriveStore redrives = new RedriveStore(database.mongo());

    @BeforeAll
    static void publish() {
        broker = TestBroker.fresh();
        broker.checkedTopics();
        history = new History(TestClients.consumers(broker.address(), "1"), Tasks.CODEC);
        KafkaTemplate<String, byte[]> producer = TestClients.producer(broker.address());
        send(producer, BROKEN, 1);
        send(producer, WHOLE, 1);
        producer.send(new ProducerRecord<>("tasks", PARTITION, BROKEN.toString(), new byte[] {0, 1}))
                .join();
        send(producer, BROKEN, 2);
        send(producer, WHOLE, 2);
        producer.destroy();
    }

    @AfterAll
    static void stop() {
        broker.stop();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_rebuild_stops_at_what_is_no_event_and_says_where_it_stands() {
        assertThatThrownBy(() -> rebuild(2, false))
                .isInstanceOf(PoisonEventException.class)
                .hasMessageContaining("tasks-3@2 (key " + BROKEN + ")");
        assertThat(checkpoints(2).load(PARTITIONS).get(new TopicPartition("tasks", PARTITION)))
                .isZero();
    }

    @Test
    void a_rebuild_that_parks_leaves_out_the_key_from_there_on_and_nothing_else() throws InterruptedException {
        rebuild(2, true);

        assertThat(versions(2)).isEqualTo(Map.of(WHOLE.toString(), 2L, BROKEN.toString(), 1L));
        assertThat(parked.all(Following.subscription(2))).singleElement().satisfies(key -> {
            assertThat(key.lane().key()).isEqualTo(BROKEN.toString());
            assertThat(key.from()).isEqualTo(2);
            assertThat(key.last()).isEqualTo(3);
            assertThat(key.events()).isEqualTo(2);
        });

        rebuild(2, true);
        assertThat(parked.totals(Following.subscription(2))).isEqualTo(new ParkedKeyStore.Totals(1, 2));
    }

    @Test
    void what_was_discarded_is_left_out_and_what_came_after_it_is_not() throws InterruptedException {
        rebuild(1, true);
        List<Redrive> discarded = new Orders(parked, redrives, Clock.systemUTC())
                .discardFirst(parked.all(Following.subscription(1)), "ada", "a broken tool", 500);
        assertThat(discarded).hasSize(1);

        rebuild(2, false);

        assertThat(versions(2)).isEqualTo(Map.of(WHOLE.toString(), 2L, BROKEN.toString(), 2L));
        assertThat(parked.all(Following.subscription(2))).isEmpty();
    }

    private static void send(KafkaTemplate<String, byte[]> producer, UUID task, long sequence) {
        var event = EventCodec.toRecord(Tasks.encoded(task, sequence));
        producer.send(new ProducerRecord<>("tasks", PARTITION, event.key(), event.value(), event.headers()))
                .join();
    }

    private void rebuild(int generation, boolean isParking) throws InterruptedException {
        RebuildSettings settings = new RebuildSettings(DataSize.ofMegabytes(1), 2, Duration.ofSeconds(5), 1);
        Poisoned poisoned = new Poisoned(
                parked, Following.subscription(generation), isParking, redrives.discarding(), Clock.systemUTC());
        new Rebuild(
                        history,
                        new ModelStore(ModelCollections.of(database.mongo(), generation)),
                        checkpoints(generation),
                        settings,
                        Pace.unlimited())
                .run(history.ends(PARTITIONS), Window.WHOLE, poisoned, new Unheard());
    }

    private Checkpoints checkpoints(int generation) {
        return new Checkpoints(database.mongo(), Following.subscription(generation), Clock.systemUTC());
    }

    private Map<String, Long> versions(int generation) {
        Map<String, Long> versions = new java.util.HashMap<>();
        ModelCollections.of(database.mongo(), generation)
                .tasks()
                .find()
                .forEach(task -> versions.put(
                        task.getString("_id"), task.get("version", Number.class).longValue()));
        return versions;
    }

    private static final class Unheard implements RebuildProgress {
        private final Set<TopicPartition> reached = new HashSet<>();

        @Override
        public synchronized void reached(Map<TopicPartition, Long> positions) {
            reached.addAll(positions.keySet());
        }

        @Override
        public void passedOver(long records) {
            assertThat(records).isLessThanOrEqualTo(1);
        }
    }
}
