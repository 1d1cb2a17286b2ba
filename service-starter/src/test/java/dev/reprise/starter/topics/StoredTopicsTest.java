package dev.reprise.starter.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Topic;
import dev.reprise.events.TopicState;
import dev.reprise.starter.store.TestStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredTopicsTest {
    private static final TopicState POSTS = topic(Topic.POSTS, "first");
    private static final TopicState POSTS_ANEW = topic(Topic.POSTS, "second");
    private static final TopicState TASKS = topic(Topic.TASKS, "first");

    private final TestStore store = TestStore.fresh();
    private final KnownTopics known = new StoredTopics(store.mongo());

    private static TopicState topic(Topic topic, String id) {
        return new TopicState(topic, id, Topic.PARTITIONS, Map.of(), Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_topic_is_the_one_that_was_there_before_or_it_is_refused() {
        assertThat(known.recognise(List.of(POSTS))).isEmpty();

        assertThat(known.recognise(List.of(POSTS_ANEW, TASKS)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.what())
                        .contains("topic posts is not the one")
                        .contains("its id is second and was first"));
    }

    @Test
    void who_refuses_a_topic_goes_on_to_refuse_it() {
        known.recognise(List.of(POSTS));
        known.recognise(List.of(POSTS_ANEW, TASKS));

        assertThat(new StoredTopics(store.mongo()).recognise(List.of(POSTS_ANEW, TASKS)))
                .hasSize(1);
        assertThat(new StoredTopics(store.mongo()).recognise(List.of(POSTS, TASKS)))
                .isEmpty();
    }
}
