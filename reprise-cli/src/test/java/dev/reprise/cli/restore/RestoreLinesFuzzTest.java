package dev.reprise.cli.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.PrintWriter;
import java.io.StringWriter;

/// Whatever stands among the lines of a restoring service, what can be understood is told and the rest
/// passed over.
class RestoreLinesFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "15m")
    void lines_are_understood_or_passed_over(byte[] input) {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(shown);
        RestoreLines lines = new RestoreLines(out, "events");
        new String(input, UTF_8).lines().forEach(lines::hear);
        lines.report().ifPresent(report -> report.print(out));
        lines.failure().ifPresent(failure -> assertThat(failure).contains("\n"));
        out.flush();
        assertThat(lines.report().isEmpty() || shown.toString().contains("aggregates restored"))
                .isTrue();
    }
}
