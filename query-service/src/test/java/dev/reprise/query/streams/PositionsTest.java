package dev.reprise.query.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

    private static final Positions SOME = Positions.of(
            -7,
            Map.of(
                    new TopicPartition("posts", 0), 1L,
                    new TopicPartition("comments", 11), 1L << 40,
                    new TopicPartition("tasks", 5), 127L));

    @Test
    void an_id_says_where_a_reader_is() {
        Positions read = Positions.decode(SOME.encode()).orElseThrow();
        assertThat(read.haveReached(SOME)).isTrue();
        assertThat(SOME.haveReached(read)).isTrue();
        assertThat(read.encode()).isEqualTo(SOME.encode()).matches("[A-Za-z0-9_-]{40,80}");
    }

    @Test
    void one_step_further_is_further() {
        Positions further = SOME.with(Positions.index("comments", 3), 1);
        assertThat(further.haveReached(SOME)).isTrue();
        assertThat(SOME.haveReached(further)).isFalse();
        assertThat(SOME.areBefore(Positions.index("comments", 3), 0)).isTrue();
        assertThat(further.areBefore(Positions.index("comments", 3), 0)).isFalse();
    }

    @Test
    void another_broker_s_positions_are_never_reached() {
        assertThat(Positions.of(1, Map.of()).haveReached(Positions.of(2, Map.of())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "garbage", "!", "AQ", "Ag", "AQAAAAA", "/////////////////////////////////////////////////"})
    void what_is_no_id_is_told(String text) {
        assertThat(Positions.decode(text)).isEmpty();
    }

    @Test
    void an_id_that_was_cut_or_lengthened_is_none() {
        String id = SOME.encode();
        assertThat(Positions.decode(id.substring(0, id.length() - 4))).isEmpty();
        assertThat(Positions.decode(id + "AAAA")).isEmpty();
        assertThat(Positions.decode("A".repeat(100_000))).isEmpty();
    }
}
