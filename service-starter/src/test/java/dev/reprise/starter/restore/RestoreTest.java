package dev.reprise.starter.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parts.Gate;
import dev.reprise.starter.parts.Service;
import dev.reprise.starter.parts.Service.Thing;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import dev.reprise.starter.topics.TopicHistoryException;
import dev.reprise.starter.topics.TopicInspection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/// Things that were kept and published are restored into an empty database. The topic has the things of other tests as
/// well; these look at their own.
class RestoreTest {

    private static final TestBroker BROKER = TestBroker.shared();
    private static final TestStore LOST = TestStore.fresh();
    private static final List<UUID> KEPT = new ArrayList<>();
    private static final Restoration<Thing> THINGS = Restoration.of(
            "things",
            Topic.TASKS,
            TaskCreated.class,
            _ -> new Thing("thing", 0),
            TaskEvent.class,
            (Thing thing, TaskEvent _) -> new Thing(thing.name(), thing.changes() + 1));
    private static final Restoration<Thing> OF_NO_TOPIC = Restoration.of(
            "things",
            Topic.MODERATION,
            CommentModerated.class,
            _ -> new Thing("verdict", 0),
            CommentModerated.class,
            (Thing thing, CommentModerated _) -> thing);

    private final TestStore store = TestStore.fresh();
    private final RestoreGuard guard = new RestoreGuard(store.mongo(), "things");

    @BeforeAll
    static void keepThings() {
        try (Service service = new Service(LOST.mongo(), BROKER.checkedTopics()).start()) {
            for (int changes = 0; changes < 30; changes++) {
                KEPT.add(service.write(changes % 4));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> KEPT.stream().allMatch(thing -> service.waiting(thing) == 0));
        }
    }

    @AfterAll
    static void dropTheLost() {
        LOST.close();
    }

    @AfterEach
    void drop() {
        store.close();
    }

    @Test
    void every_document_is_as_it_was() throws InterruptedException {
        List<RestoreProgress> told = new ArrayList<>();

        RestoreCounts counts = restore(THINGS).run(false, told::add);

        assertThat(documents(store)).isEqualTo(documents(LOST));
        assertThat(counts.aggregates())
                .isEqualTo(store.mongo().getCollection("things").countDocuments());
        assertThat(counts.events()).isGreaterThanOrEqualTo(counts.aggregates());
        assertThat(told.getLast().read()).isEqualTo(told.getLast().total());
        assertThat(store.mongo().getCollectionNames()).containsExactly("things");
        assertThatNoException().isThrownBy(guard::start);
    }

    @Test
    void what_is_written_afterwards_goes_on_with_the_next_sequence() throws InterruptedException {
        UUID id = published(LOST, service -> service.write(2));
        restore(THINGS).run(false, _ -> {});

        published(store, service -> {
            service.change(id);
            return id;
        });

        assertThat(BROKER.events(Topic.TASKS, id))
                .extracting(EventEnvelope::sequence)
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void events_that_stand_on_the_topic_again_are_applied_once() throws InterruptedException {
        UUID id = KEPT.get(3);
        BROKER.events(Topic.TASKS, id).stream()
                .map(event -> EventCodec.toRecord(Tasks.CODEC.encode(event)))
                .forEach(RestoreTest::publish);

        RestoreCounts counts = restore(THINGS).run(false, _ -> {});

        assertThat(documents(store)).isEqualTo(documents(LOST));
        assertThat(counts.repeated()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void a_database_that_holds_something_is_left_alone() {
        store.mongo().insert(new Document("_id", "a").append("b", 1), "others");

        assertThatThrownBy(() -> restore(THINGS).run(false, _ -> {}))
                .isInstanceOfSatisfying(
                        RestoreException.class, e -> assertThat(e.getExitCode()).isEqualTo(5))
                .hasMessageContaining("not empty");

        assertThat(store.mongo().getCollectionNames()).containsExactly("others");
    }

    @Test
    void a_database_that_is_replaced_holds_nothing_of_before() throws InterruptedException {
        store.mongo().insert(new Document("_id", "a").append("b", 1), "others");
        store.mongo().insert(new Document("_id", KEPT.getFirst().toString()), "things");

        restore(THINGS).run(true, _ -> {});

        assertThat(documents(store)).isEqualTo(documents(LOST));
        assertThat(store.mongo().getCollectionNames()).containsExactly("things");
    }

    @Test
    void a_restore_that_is_cut_off_is_served_by_nobody_and_repeated_without_asking() throws InterruptedException {
        assertThatThrownBy(() -> restore(THINGS).run(false, dyingAfter(0.5))).hasMessage("dead");

        assertThatThrownBy(guard::start).isInstanceOf(RestoreException.class).hasMessageContaining("half a restore");
        restore(THINGS).run(false, _ -> {});
        assertThatNoException().isThrownBy(guard::start);
        assertThat(documents(store)).isEqualTo(documents(LOST));
    }

    @Test
    void of_two_restores_the_later_one_is_finished() throws InterruptedException {
        Consumer<RestoreProgress> overtaken = progress -> {
            if (progress.read() == progress.total()) {
                run(restore(THINGS));
            }
        };

        assertThatThrownBy(() -> restore(THINGS).run(false, overtaken))
                .isInstanceOfSatisfying(
                        RestoreException.class, e -> assertThat(e.getExitCode()).isEqualTo(5))
                .hasMessageContaining("Another restore");

        assertThat(documents(store)).isEqualTo(documents(LOST));
        assertThatNoException().isThrownBy(guard::start);
    }

    @Test
    void an_absent_topic_changes_nothing() {
        assertThatThrownBy(() -> restore(OF_NO_TOPIC).run(true, _ -> {}))
                .isInstanceOf(TopicHistoryException.class)
                .hasMessageContaining("topic moderation is absent");

        assertThat(store.mongo().getCollectionNames()).isEmpty();
    }

    @Test
    void a_topic_without_events_replaces_nothing_and_a_truncated_one_restores_nothing()
            throws ExecutionException, InterruptedException {
        store.mongo().insert(new Document("_id", "a"), "others");
        try (Admin admin = BROKER.admin()) {
            TopicGuard creates = new TopicGuard(
                    Map.of("bootstrap.servers", BROKER.address()), () -> Set.of(Topic.MODERATION), _ -> List.of());
            creates.start();
            creates.stop();
            try {
                assertThatThrownBy(() -> restore(OF_NO_TOPIC).run(true, _ -> {}))
                        .isInstanceOf(RestoreException.class)
                        .hasMessageContaining("moderation holds no events");

                publish(new ProducerRecord<>("moderation", 3, "key", new byte[1]));
                admin.deleteRecords(Map.of(new TopicPartition("moderation", 3), RecordsToDelete.beforeOffset(1)))
                        .all()
                        .get();
                assertThatThrownBy(() -> restore(OF_NO_TOPIC).run(true, _ -> {}))
                        .isInstanceOf(TopicHistoryException.class)
                        .hasMessageContaining("partition moderation-3 begins at offset 1");
            } finally {
                admin.deleteTopics(List.of("moderation")).all().get();
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> !admin.listTopics().names().get().contains("moderation"));
            }
        }

        assertThat(store.mongo().getCollectionNames()).containsExactly("others");
    }

    @Test
    void without_a_broker_nothing_is_changed() {
        store.mongo().insert(new Document("_id", "a"), "others");
        String nowhere = "127.0.0.1:" + TestBroker.freePort();
        List<String> lines = new ArrayList<>();
        RestoreRun run = new RestoreRun("things", true, restore(THINGS, nowhere), lines::add);

        assertThatThrownBy(() -> run.run(new DefaultApplicationArguments()))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("The broker can't be asked");

        assertThat(lines).singleElement().asString().contains("\"state\":\"failed\"", "Start the broker");
        assertThat(store.mongo().getCollectionNames()).containsExactly("others");
    }

    @Test
    void a_run_tells_how_far_it_is_and_what_it_came_to() throws InterruptedException {
        List<String> lines = new ArrayList<>();

        new RestoreRun("things", false, restore(THINGS), lines::add).run(new DefaultApplicationArguments());

        assertThat(lines.getFirst()).startsWith("{\"state\":\"restoring\",\"read\":");
        assertThat(lines.getLast())
                .startsWith("{\"state\":\"restored\",\"service\":\"things\",\"aggregates\":")
                .contains("\"notRestored\":\"idempotency keys\"");
    }

    /// Writes a thing, and returns its id once its events are on the topic.
    private static UUID published(TestStore store, Function<Service, UUID> write) {
        try (Service service = new Service(store.mongo(), BROKER.checkedTopics()).start()) {
            UUID id = write.apply(service);
            await().atMost(Duration.ofSeconds(20)).until(() -> service.waiting(id) == 0);
            return id;
        }
    }

    @Test
    void a_store_that_does_not_answer_is_not_taken_for_a_whole_one() {
        try (Gate gate = TestStore.gate()) {
            gate.shut();
            RestoreGuard blind = new RestoreGuard(store.through(gate).mongo(), "things", Duration.ZERO);

            assertThatThrownBy(blind::start)
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("The store does not answer");
        }
    }

    private Restore restore(Restoration<Thing> restoration) {
        return restore(restoration, BROKER.address());
    }

    private Restore restore(Restoration<Thing> restoration, String broker) {
        return new Restore(
                List.of(restoration),
                store.mongo(),
                new History(TestClients.consumers(broker, "restore"), Tasks.CODEC),
                new TopicInspection(Map.of("bootstrap.servers", broker)),
                Clock.tickMillis(ZoneOffset.UTC));
    }

    private static void run(Restore restore) {
        try {
            restore.run(false, _ -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Consumer<RestoreProgress> dyingAfter(double part) {
        return progress -> {
            if (progress.read() > part * progress.total()) {
                throw new IllegalStateException("dead");
            }
        };
    }

    private static void publish(ProducerRecord<String, byte[]> sent) {
        TestClients.producer(BROKER.address()).send(sent).join();
    }

    /// The kept things as they stand there, but for how often they were written.
    private static Map<UUID, Document> documents(TestStore store) {
        return KEPT.stream().collect(Collectors.toMap(id -> id, id -> {
            Document document = store.mongo().findById(id.toString(), Document.class, "things");
            assertThat(document).as("thing %s", id).isNotNull();
            return document;
        }));
    }
}
