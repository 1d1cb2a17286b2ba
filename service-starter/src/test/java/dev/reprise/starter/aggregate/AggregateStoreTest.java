package dev.reprise.starter.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.Ids;
import dev.reprise.starter.parts.Service;
import dev.reprise.starter.parts.Service.Thing;
import dev.reprise.starter.parts.Tasks;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.store.TestStore;
import dev.reprise.starter.topics.TopicGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;

/// The relay of these tests never starts: what is written stays in the outbox.
class AggregateStoreTest {

    private final TestStore store = TestStore.fresh();
    private final TopicGuard noTopics = new TopicGuard(
            Map.of("bootstrap.servers", "127.0.0.1:" + TestBroker.freePort()), () -> Set.of(), _ -> List.of());
    private final Service service = new Service(store.mongo(), noTopics);
    private final AggregateStore<Thing> things = service.things();

    @AfterEach
    void drop() {
        store.close();
    }

    @Test
    void a_new_aggregate_and_its_event_are_one_document() {
        UUID id = Ids.next();

        assertThat(things.create(id, new Thing("lamp", 0), Tasks.event(id, 1), Cause.request()))
                .isTrue();

        assertThat(things.find(id)).contains(new Aggregate<>(id, 1, 1, new Thing("lamp", 0)));
        assertThat(sequences(id)).containsExactly(1L);
        Document entry = service.document(id).getList("outbox", Document.class).getFirst();
        assertThat(entry)
                .containsEntry("topic", "tasks")
                .containsEntry("key", id.toString())
                .containsEntry("type", "TaskCreated.v1")
                .containsEntry("source", "/test")
                .containsEntry("time", "2026-01-01T12:00:00Z");
    }

    @Test
    void creating_twice_returns_false_and_leaves_the_first_as_it_is() {
        UUID id = service.write(1);
        Document before = service.document(id);

        assertThat(things.create(id, new Thing("other", 9), Tasks.event(id, 1), Cause.request()))
                .isFalse();

        assertThat(service.document(id)).isEqualTo(before);
    }

    @Test
    void a_replacement_is_the_next_version_and_its_event_waits_behind_the_first() {
        UUID id = service.write(0);
        Aggregate<Thing> seen = things.find(id).orElseThrow();

        assertThat(things.replace(seen, new Thing("red", 1), Tasks.event(id, 2), Cause.request()))
                .isTrue();

        assertThat(things.find(id)).contains(new Aggregate<>(id, 2, 2, new Thing("red", 1)));
        assertThat(sequences(id)).containsExactly(1L, 2L);
    }

    @Test
    void a_replacement_decided_on_an_outdated_state_changes_nothing() {
        UUID id = service.write(0);
        Aggregate<Thing> outdated = things.find(id).orElseThrow();
        service.change(id);
        Document before = service.document(id);

        assertThat(things.replace(outdated, new Thing("stale", 1), Tasks.event(id, 2), Cause.request()))
                .isFalse();

        assertThat(service.document(id)).isEqualTo(before);
    }

    @Test
    void an_aggregate_with_too_many_unpublished_events_takes_no_more_and_says_so() {
        UUID id = service.write(AggregateStore.MOST_WAITING - 1);
        Aggregate<Thing> seen = things.find(id).orElseThrow();
        Document before = service.document(id);

        assertThatThrownBy(() -> service.change(id)).isInstanceOf(OutboxFullException.class);

        assertThat(service.document(id)).isEqualTo(before);
        assertThat(things.amend(seen, new Thing("amended", 0))).isTrue();
        assertThat(things.replace(seen, new Thing("stale", 0), Tasks.event(id, 9), Cause.request()))
                .isFalse();
    }

    @Test
    void an_amendment_publishes_nothing_and_keeps_the_version() {
        UUID id = service.write(0);
        Aggregate<Thing> seen = things.find(id).orElseThrow();

        assertThat(things.amend(seen, new Thing("amended", 0))).isTrue();

        assertThat(things.find(id)).contains(new Aggregate<>(id, 1, 2, new Thing("amended", 0)));
        assertThat(sequences(id)).containsExactly(1L);
    }

    @Test
    void an_amendment_outdates_what_others_have_read() {
        UUID id = service.write(0);
        Aggregate<Thing> seen = things.find(id).orElseThrow();
        things.amend(seen, new Thing("amended", 0));

        assertThat(things.amend(seen, new Thing("again", 0))).isFalse();
        assertThat(things.replace(seen, new Thing("again", 0), Tasks.event(id, 2), Cause.request()))
                .isFalse();
    }

    @Test
    void versions_have_no_gaps_when_twenty_threads_race() throws ExecutionException, InterruptedException {
        UUID id = service.write(0);

        race(20, () -> {
            for (int change = 0; change < 5; change++) {
                service.change(id);
            }
        });

        Aggregate<Thing> changed = things.find(id).orElseThrow();
        assertThat(changed.version()).isEqualTo(101);
        assertThat(changed.state().changes()).isEqualTo(100);
        assertThat(sequences(id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 101).boxed().toList());
    }

    @Test
    void of_twenty_threads_that_create_the_same_id_one_succeeds() throws ExecutionException, InterruptedException {
        UUID id = Ids.next();
        List<String> created = java.util.Collections.synchronizedList(new ArrayList<>());

        race(20, () -> {
            String name = UUID.randomUUID().toString();
            if (things.create(id, new Thing(name, 0), Tasks.event(id, 1), Cause.request())) {
                created.add(name);
            }
        });

        assertThat(created).hasSize(1);
        assertThat(things.find(id).orElseThrow().state().name()).isEqualTo(created.getFirst());
    }

    @Test
    void pages_go_on_where_the_last_one_ended_in_both_directions() {
        List<UUID> ids = List.of(service.write(0), service.write(0), service.write(0));
        Criteria all = Criteria.where("state.name").is("thing");

        assertThat(things.newestFirst(all, null, 2)).extracting(Aggregate::id).containsExactly(ids.get(2), ids.get(1));
        assertThat(things.newestFirst(all, ids.get(1), 2))
                .extracting(Aggregate::id)
                .containsExactly(ids.get(0));
        assertThat(things.oldestFirst(all, null, 2)).extracting(Aggregate::id).containsExactly(ids.get(0), ids.get(1));
        assertThat(things.oldestFirst(all, ids.get(1), 2))
                .extracting(Aggregate::id)
                .containsExactly(ids.get(2));
    }

    @Test
    void those_of_some_ids_are_found_together() {
        UUID first = service.write(0);
        UUID second = service.write(1);
        service.write(0);

        assertThat(things.findAll(List.of(second, Ids.next(), first)))
                .extracting(Aggregate::id)
                .containsExactlyInAnyOrder(first, second);
        assertThat(things.findAll(List.of())).isEmpty();
    }

    @Test
    void no_class_name_is_stored() {
        UUID id = service.write(0);

        assertThat(service.document(id).toJson()).doesNotContain("_class").doesNotContain("dev.reprise");
    }

    private List<Long> sequences(UUID id) {
        return service.document(id).getList("outbox", Document.class).stream()
                .map(entry -> entry.getLong("sequence"))
                .toList();
    }

    private static void race(int threads, Runnable work) throws ExecutionException, InterruptedException {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
