package dev.reprise.query.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final int HISTORY = 3;
    private static final int PARTITION = Positions.index("comments", 4);
    private static final UUID POST = UUID.randomUUID();

    private final Window window = new Window(1_000);
    private long offset;

    WindowTest() {
        window.beginAt(HISTORY, Map.of());
    }

    @Test
    void who_comes_back_is_told_what_came_since_in_its_order() {
        told(UUID.randomUUID());
        Positions seen = window.reached();
        StreamMessage second = told(UUID.randomUUID());
        StreamMessage third = told(UUID.randomUUID());
        assertThat(window.covers(seen)).isTrue();
        assertThat(window.after(seen, null)).containsExactly(second, third);
        assertThat(window.after(window.reached(), null)).isEmpty();
    }

    @Test
    void the_reader_of_a_post_is_told_of_that_alone() {
        Positions seen = window.reached();
        StreamMessage mine = told(UUID.randomUUID());
        assertThat(window.after(seen, POST)).containsExactly(mine);
        assertThat(window.after(seen, UUID.randomUUID())).isEmpty();
    }

    @Test
    void what_was_overtaken_is_not_told_any_more_also_not_to_those_it_waits_for() {
        Positions seen = window.reached();
        UUID subject = UUID.randomUUID();
        StreamMessage first = told(subject);
        StreamMessage other = told(UUID.randomUUID());
        StreamMessage last = told(subject);
        assertThat(window.after(seen, null)).containsExactly(other, last);
        assertThat(List.of(first.isOvertaken(), other.isOvertaken(), last.isOvertaken()))
                .containsExactly(true, false, false);
    }

    @Test
    void who_was_away_for_longer_than_is_kept_can_t_go_on() {
        Positions seen = window.reached();
        told(UUID.randomUUID());
        Positions later = window.reached();
        assertThat(window.covers(seen)).isTrue();
        while (window.covers(seen)) {
            told(UUID.randomUUID());
        }
        assertThat(window.covers(later)).isTrue();
    }

    @Test
    void an_event_that_tells_nothing_moves_the_reader_on() {
        Positions seen = window.reached();
        window.pass(PARTITION, 17);
        assertThat(window.after(seen, null)).isEmpty();
        assertThat(window.reached().areBefore(PARTITION, 17)).isFalse();
    }

    @Test
    void a_reader_who_saw_more_elsewhere_is_waited_for() {
        Positions ahead = window.reached().with(PARTITION, 1);
        assertThat(window.isAt(ahead)).isFalse();
        assertThat(window.covers(ahead)).isFalse();
        told(UUID.randomUUID());
        assertThat(window.isAt(ahead)).isTrue();
        assertThat(window.covers(ahead)).isTrue();
    }

    @Test
    void a_reader_of_another_broker_s_topics_is_not_waited_for_and_can_t_go_on() {
        Positions elsewhere = Positions.of(HISTORY + 1, Map.of(new TopicPartition("posts", 1), 99L));
        assertThat(window.isAt(elsewhere)).isTrue();
        assertThat(window.covers(elsewhere)).isFalse();
    }

    private StreamMessage told(UUID subject) {
        window.pass(PARTITION, offset);
        StreamMessage message = new StreamMessage(
                subject, POST, PARTITION, offset, window.reached().encode(), "comment", "{\"text\":\"some\"}");
        window.add(message);
        offset++;
        return message;
    }
}
