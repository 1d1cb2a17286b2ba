package dev.reprise.query.changes;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.query.generations.Database;
import dev.reprise.query.generations.Versions;
import dev.reprise.query.model.Current;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnouncingTest {

    private static final UUID POST = UUID.randomUUID();
    private static final UUID COMMENT = UUID.randomUUID();
    private static final TopicPartition POSTS = new TopicPartition("posts", 0);
    private static final TopicPartition COMMENTS = new TopicPartition("comments", 0);
    private static final ReceivedEvent POSTED =
            at(POSTS, 0, 1, new PostCreated(POST, "Told", "", "ada", Instant.EPOCH));
    private static final ReceivedEvent WRITTEN = at(
            COMMENTS, 0, 1, new CommentCreated(COMMENT, POST, "bob", "heard", CommentStatus.PENDING, 1, Instant.EPOCH));
    private static final ReceivedEvent APPROVED = at(
            COMMENTS, 1, 2, new CommentUpdated(COMMENT, POST, "heard", CommentStatus.APPROVED, 1, null, Instant.EPOCH));

    private final Database database = new Database();
    private final Versions versions = new Versions();
    private final List<ReceivedEvent> told = new ArrayList<>();
    private final Map<TopicPartition, Long> folded = new HashMap<>();
    private final Backlog backlog = new Backlog();
    private final Announcing announcing = new Announcing(versions, new Listener(), database.mongo());

    private final class Listener implements ChangeListener {
        @Override
        public void beginsAt(Map<TopicPartition, Long> offsets) {}

        @Override
        public void visible(ReceivedEvent received, Current now) {
            told.add(received);
        }
    }

    @BeforeEach
    void begin() {
        announcing.beginAt(Map.of(POSTS, 0L, COMMENTS, 0L));
        announcing.of(1, () -> folded);
        backlog.add(List.of(POSTED, WRITTEN, APPROVED));
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void an_event_is_told_once_a_read_shows_it_and_not_before() {
        announcing.announce(backlog);
        assertThat(told).containsExactly(WRITTEN);

        store(1, POSTED);
        long before = versions.ofPost(POST);
        announcing.announce(backlog);
        assertThat(told).containsExactly(WRITTEN, POSTED);
        assertThat(versions.ofPost(POST)).isGreaterThan(before);
        assertThat(versions.haveSeen(1, POST, 1)).isTrue();
        assertThat(versions.haveSeen(1, COMMENT, 2)).isFalse();

        store(1, WRITTEN, APPROVED);
        announcing.announce(backlog);
        assertThat(told).containsExactly(WRITTEN, POSTED, APPROVED);
        assertThat(versions.haveSeen(1, COMMENT, 2)).isTrue();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void an_event_that_changes_nothing_is_passed_once_it_has_been_folded() {
        store(1, POSTED);
        announcing.announce(backlog);
        assertThat(told).doesNotContain(APPROVED);
        folded.put(COMMENTS, 2L);
        await().until(() -> {
            announcing.of(1, () -> folded);
            announcing.announce(backlog);
            return told.contains(APPROVED);
        });
        assertThat(versions.haveSeen(1, COMMENT, 2))
                .as("a token of an event that is parked is not fulfilled")
                .isFalse();
    }

    @Test
    void what_cannot_be_read_holds_up_nothing_else() {
        store(1, POSTED, WRITTEN, APPROVED);
        ModelCollections.of(database.mongo(), 1)
                .comments()
                .updateOne(eq("_id", POST + "/" + COMMENT), set("status", "sideways"));

        announcing.announce(backlog);
        assertThat(told).contains(POSTED).doesNotContain(APPROVED);

        folded.put(COMMENTS, 2L);
        await().until(() -> {
            announcing.of(1, () -> folded);
            announcing.announce(backlog);
            return told.contains(APPROVED);
        });
    }

    @Test
    void after_a_switch_nothing_counts_until_the_new_generation_has_what_was_told() {
        store(1, POSTED, WRITTEN, APPROVED);
        announcing.announce(backlog);
        assertThat(versions.areOf(1)).isTrue();
        long before = versions.ofPosts();

        announcing.of(2, () -> folded);
        assertThat(versions.areOf(1)).isFalse();
        assertThat(versions.areOf(2)).isFalse();

        folded.put(POSTS, 1L);
        folded.put(COMMENTS, 2L);
        await().until(() -> {
            announcing.of(2, () -> folded);
            return versions.areOf(2);
        });
        assertThat(versions.ofPosts()).isGreaterThan(before);
        assertThat(versions.haveSeen(2, POST, 1)).isFalse();
    }

    private void store(int generation, ReceivedEvent... events) {
        ModelStore model = new ModelStore(ModelCollections.of(database.mongo(), generation));
        WorkingSet working = model.load(List.of(events).stream()
                .map(received -> received.event().data())
                .toList());
        for (ReceivedEvent received : events) {
            working.apply(received.event().data(), received.event().sequence(), received.offset());
        }
        model.store(working);
    }

    private static ReceivedEvent at(TopicPartition partition, long offset, long sequence, DomainEvent event) {
        EventEnvelope envelope = new EventEnvelope(
                UUID.randomUUID(), "/test", sequence, Instant.EPOCH, UUID.randomUUID(), null, null, event);
        return new ReceivedEvent(partition.topic(), partition.partition(), offset, envelope);
    }
}
