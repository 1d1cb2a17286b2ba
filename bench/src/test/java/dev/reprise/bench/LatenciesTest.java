package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void a_percentile_is_the_least_that_so_many_do_not_exceed() {
        List<Long> hundred = LongStream.rangeClosed(1, 100)
                .map(milliseconds -> (101 - milliseconds) * 1_000_000)
                .boxed()
                .toList();
        Latencies latencies = new Latencies(hundred, 0, 0);
        assertThat(latencies.percentile(50)).isEqualTo(50);
        assertThat(latencies.percentile(99)).isEqualTo(99);
        assertThat(latencies.percentile(100)).isEqualTo(100);
        assertThat(latencies.percentile(0)).isEqualTo(1);
    }

    @Test
    void of_nothing_there_is_no_percentile() {
        assertThatThrownBy(() -> Latencies.of(List.of()).percentile(50)).isInstanceOf(IllegalStateException.class);
    }
}
