package dev.reprise.starter.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Makes a recording of a running system; nothing runs it by itself. `CONTRIBUTING.md` says how.
class RecordHistory {

    @Test
    void a_running_system_is_recorded() throws IOException {
        String broker = System.getProperty("reprise.record.broker", "127.0.0.1:9092");
        String name = System.getProperty("reprise.record.name", "");
        assertThat(name)
                .as("-Dreprise.record.name, such as 0002-tasks-with-owners")
                .matches("\\d{4}(-[a-z0-9]+)+");

        int records = Recorder.record(broker, Path.of("src/test/resources/recorded", name + ".ndjson.gz"));

        System.out.println(records + " records were recorded.");
        assertThat(records).isPositive();
    }
}
