package dev.reprise.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ThroughputTest {

    private final Throughput measured = new Throughput(1_000, 2, 500_000, 0);

    @Test
    void rates_are_per_second_and_sizes_per_answer() {
        assertThat(measured.perSecond()).isEqualTo(500);
        assertThat(measured.bytesPerRequest()).isEqualTo(500);
    }

    @Test
    void answers_of_another_size_are_not_what_was_to_be_measured() {
        assertThat(measured.verified(400, 600)).isSameAs(measured);
        assertThatIllegalStateException().isThrownBy(() -> measured.verified(501, 600));
        assertThatIllegalStateException().isThrownBy(() -> measured.verified(400, 499));
    }

    @Test
    void one_failure_is_enough_to_measure_something_else() {
        assertThatIllegalStateException().isThrownBy(() -> new Throughput(1_000, 2, 500_000, 1).verified(400, 600));
        assertThatIllegalStateException().isThrownBy(() -> new Throughput(0, 2, 0, 0).verified(0, 600));
    }

    @Test
    void wrk_tells_it_in_a_line_of_its_own() {
        String printed = """
            Running 2s test @ http://127.0.0.1:8080/
              1 threads and 16 connections
            Requests/sec:    500.00
            {"requests":1000,"microseconds":2000000,"bytes":500000,"failed":0}
            """;
        assertThat(Wrk.read(printed)).isEqualTo(measured);
        assertThatIllegalStateException().isThrownBy(() -> Wrk.read("unable to connect"));
    }
}
