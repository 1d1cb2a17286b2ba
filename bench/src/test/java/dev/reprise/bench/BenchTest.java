package dev.reprise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new Bench()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void its_help_names_every_measurement() {
        assertThat(command.execute("--help")).isZero();
        for (Measurement measurement : Measurement.values()) {
            assertThat(out.toString()).contains(measurement.name());
        }
    }

    @Test
    void what_it_does_not_know_is_wrong_usage() {
        assertThat(command.execute("speed")).isEqualTo(2);
        assertThat(command.execute("--rounds", "many")).isEqualTo(2);
        assertThat(command.execute("-o", "xml")).isEqualTo(2);
    }

    @Test
    void without_rounds_the_median_is_of_five_and_quickly_of_two() {
        assertThat(Settings.of(false, null, null, 2, 1)).isEqualTo(new Settings(false, 5, 100_000, 2, 1));
        assertThat(Settings.of(true, null, null, 2, 1)).isEqualTo(new Settings(true, 2, 5_000, 2, 1));
        assertThat(Settings.of(true, 7, 10, 2, 1)).isEqualTo(new Settings(true, 7, 10, 2, 1));
    }
}
