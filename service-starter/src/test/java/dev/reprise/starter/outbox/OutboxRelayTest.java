package dev.reprise.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.outbox.Outboxes.Address;
import dev.reprise.starter.parts.Gate;
import dev.reprise.starter.parts.Service;
import dev.reprise.starter.parts.Service.Thing;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

class OutboxRelayTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final TestBroker broker = TestBroker.shared();
    private final TestStore store = TestStore.fresh();
    private final TopicGuard topics = broker.checkedTopics();
    private final List<Service> services = new ArrayList<>();

    @AfterEach
    void stop() {
        services.forEach(Service::close);
        store.close();
    }

    @Test
    void an_event_is_published_at_once_and_then_forgotten() {
        Service service = service().start();

        UUID id = service.write(0);

        await().atMost(SOON).until(() -> service.waiting(id) == 0);
        assertThat(sequences(id)).containsExactly(1L);
    }

    @Test
    void the_events_of_an_aggregate_stand_in_order() {
        Service service = service().start();

        UUID id = service.write(60);

        await().atMost(SOON).until(() -> service.waiting(id) == 0);
        assertThat(sequences(id)).containsExactlyElementsOf(upTo(61));
    }

    @Test
    void writers_that_race_with_the_relay_lose_no_event() throws ExecutionException, InterruptedException {
        Service service = service().start();
        UUID id = service.write(0);

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 8; writer++) {
                writers.add(pool.submit(() -> {
                    for (int change = 0; change < 25; change++) {
                        service.change(id);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        await().atMost(SOON).until(() -> service.waiting(id) == 0);
        assertThat(firstCopies(id)).containsExactlyElementsOf(upTo(201));
    }

    @Test
    void what_was_sent_but_not_forgotten_before_a_crash_is_published_again_under_the_same_id() {
        Service crashed = service();
        UUID id = crashed.write(1);
        for (Document waiting : crashed.document(id).getList("outbox", Document.class)) {
            Document aggregate = new Document("outbox", List.of(waiting));
            var sent = OutboxEntry.of(aggregate).getFirst().event();
            TestClients.producer(broker.address())
                    .send(EventCodec.toRecord(sent))
                    .join();
        }

        Service restarted = service().start();

        await().atMost(SOON).until(() -> restarted.waiting(id) == 0);
        List<EventEnvelope> published = broker.events(Topic.TASKS, id);
        assertThat(published).extracting(EventEnvelope::sequence).containsExactly(1L, 2L, 1L, 2L);
        assertThat(published.subList(2, 4)).isEqualTo(published.subList(0, 2));
    }

    @Test
    void a_write_whose_answer_was_lost_is_looked_for_and_not_left_to_a_sweep() {
        try (Gate gate = TestStore.gate();
                TestStore behind = store.through(gate)) {
            Service service = new Service(behind.mongo(), topics, broker.address(), Duration.ofHours(1));
            services.add(service.start());
            UUID changed = service.write(0);
            await().atMost(SOON).until(() -> service.waiting(changed) == 0);
            var seen = service.things().find(changed).orElseThrow();

            gate.loseAnswers(true);
            UUID created = Ids.next();
            assertThatThrownBy(() -> service.things()
                            .create(created, new Thing("thing", 0), Tasks.event(created, 1), Cause.request()))
                    .isInstanceOf(DataAccessException.class);
            gate.loseAnswers(false);
            await().atMost(SOON).until(() -> service.waiting(created) == 0);
            gate.loseAnswers(true);
            assertThatThrownBy(() -> service.things()
                            .replace(seen, new Thing("thing", 1), Tasks.event(changed, 2), Cause.request()))
                    .isInstanceOf(DataAccessException.class);
            gate.loseAnswers(false);
            await().atMost(SOON).until(() -> service.waiting(changed) == 0);

            assertThat(sequences(created)).containsExactly(1L);
            assertThat(sequences(changed)).containsExactly(1L, 2L);
        }
    }

    @Test
    void a_new_process_publishes_what_an_older_one_left() {
        Service older = service();
        List<UUID> left = List.of(older.write(3), older.write(3));

        Service newer = service().start();

        for (UUID id : left) {
            await().atMost(SOON).until(() -> newer.waiting(id) == 0);
            assertThat(sequences(id)).containsExactlyElementsOf(upTo(4));
        }
    }

    @Test
    void an_instance_that_crashes_later_is_swept_by_the_others() {
        Service living = new Service(store.mongo(), topics, broker.address(), Duration.ofMillis(200));
        services.add(living.start());
        UUID noise = living.write(0);
        await().atMost(SOON).until(() -> living.waiting(noise) == 0);

        UUID id = service().write(1);

        await().atMost(SOON).until(() -> living.waiting(id) == 0);
        assertThat(sequences(id)).containsExactly(1L, 2L);
    }

    @Test
    void forgetting_a_published_event_keeps_one_that_was_added_meanwhile() {
        Service service = service();
        UUID id = service.write(0);
        Outboxes outboxes = new Outboxes(store.mongo());
        Address address = new Address("things", id.toString());
        Map<Address, List<OutboxEntry>> loaded = outboxes.load(List.of(address));

        service.change(id);
        outboxes.remove(Map.of(
                address,
                loaded.getOrDefault(address, List.of()).stream()
                        .map(entry -> entry.event().id())
                        .toList()));

        assertThat(outboxes.load(List.of(address)).getOrDefault(address, List.of()))
                .extracting(entry -> entry.event().sequence())
                .containsExactly(2L);
    }

    @Test
    void with_two_relays_on_one_collection_the_first_copies_stand_in_order() {
        Service one = new Service(store.mongo(), topics, broker.address(), Duration.ofMillis(50));
        Service other = new Service(store.mongo(), topics, broker.address(), Duration.ofMillis(50));
        services.add(one.start());
        services.add(other.start());

        List<UUID> written = new ArrayList<>();
        for (int thing = 0; thing < 5; thing++) {
            UUID id = one.write(0);
            for (int change = 0; change < 12; change++) {
                (change % 2 == 0 ? one : other).change(id);
            }
            written.add(id);
        }

        for (UUID id : written) {
            await().atMost(SOON).until(() -> one.waiting(id) == 0);
            assertThat(firstCopies(id)).containsExactlyElementsOf(upTo(13));
        }
    }

    @Test
    void an_event_that_can_not_be_sent_stops_its_own_aggregate_alone() {
        Service service = service();
        UUID stuck = service.write(1);
        String tooLarge = "x".repeat(2_000_000);
        store.mongo()
                .updateFirst(
                        Query.query(Criteria.where("_id").is(stuck.toString())),
                        new Update().set("outbox.0.data", tooLarge),
                        "things");
        service.start();

        UUID healthy = service.write(5);

        await().atMost(SOON).until(() -> service.waiting(healthy) == 0);
        assertThat(sequences(healthy)).containsExactlyElementsOf(upTo(6));
        assertThat(service.waiting(stuck)).isEqualTo(2);
        assertThat(sequences(stuck)).isEmpty();
    }

    @Test
    void while_the_broker_is_away_writes_succeed_and_their_events_follow_in_order() {
        Service service = service().start();
        UUID before = service.write(0);
        await().atMost(SOON).until(() -> service.waiting(before) == 0);

        broker.stop();
        List<UUID> written;
        try {
            service.change(before);
            written = List.of(service.write(4), service.write(4), service.write(4));
            await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> service.waiting(before) == 1);
        } finally {
            broker.startAgain();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> service.waiting(before) == 0);
        assertThat(firstCopies(before)).containsExactly(1L, 2L);
        for (UUID id : written) {
            await().atMost(SOON).until(() -> service.waiting(id) == 0);
            assertThat(firstCopies(id)).containsExactlyElementsOf(upTo(5));
        }
    }

    @Test
    void an_event_is_not_sent_again_while_it_waits_to_be_forgotten() {
        Service service = service().start();
        UUID id = service.write(0);
        await().atMost(SOON).until(() -> sequences(id).size() == 1);

        for (int change = 0; change < 20; change++) {
            service.change(id);
        }

        await().atMost(SOON).until(() -> service.waiting(id) == 0);
        assertThat(sequences(id)).containsExactlyElementsOf(upTo(21));
    }

    private Service service() {
        Service service = new Service(store.mongo(), topics);
        services.add(service);
        return service;
    }

    private List<Long> sequences(UUID id) {
        return broker.events(Topic.TASKS, id).stream()
                .map(EventEnvelope::sequence)
                .toList();
    }

    private List<Long> firstCopies(UUID id) {
        return sequences(id).stream().distinct().toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
