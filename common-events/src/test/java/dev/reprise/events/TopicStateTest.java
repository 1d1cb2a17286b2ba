package dev.reprise.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicStateTest {

    private static final Map<Integer, Long> WHOLE =
            IntStream.range(0, Topic.PARTITIONS).boxed().collect(Collectors.toMap(i -> i, _ -> 0L));

    @Test
    void a_topic_as_the_services_make_it_has_no_fault() {
        assertThat(new TopicState(Topic.POSTS, "id", 12, TopicState.REQUIRED_SETTINGS, WHOLE).faults())
                .isEmpty();
    }

    @Test
    void an_absent_topic_is_one_fault() {
        assertThat(TopicState.absent(Topic.TASKS).faults())
                .extracting(TopicState.Fault::what)
                .containsExactly("topic tasks is absent");
    }

    @Test
    void every_fault_is_named_with_a_way_to_mend_it() {
        Map<String, String> settings = new HashMap<>(TopicState.REQUIRED_SETTINGS);
        settings.put("retention.ms", "604800000");
        settings.put("cleanup.policy", "compact,delete");
        Map<Integer, Long> beginnings = new HashMap<>(WHOLE);
        beginnings.put(4, 17L);

        assertThat(new TopicState(Topic.COMMENTS, "id", 13, settings, beginnings).faults())
                .extracting(TopicState.Fault::toString)
                .containsExactly(
                        "topic comments has 13 partitions instead of 12, so keys have moved: recreate it and restore"
                                + " its events",
                        "topic comments has cleanup.policy=compact,delete, which loses history: set it to delete"
                                + " (kafka-configs.sh --alter --topic comments --add-config cleanup.policy=delete)",
                        "topic comments has retention.ms=604800000, which loses history: set it to -1"
                                + " (kafka-configs.sh --alter --topic comments --add-config retention.ms=-1)",
                        "partition comments-4 begins at offset 17 instead of 0, so its first events are gone: restore"
                                + " the topic");
    }
}
