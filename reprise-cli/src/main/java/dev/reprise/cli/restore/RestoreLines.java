package dev.reprise.cli.restore;

import dev.reprise.cli.Progress;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Understands what a restoring service tells, line by line: how far it is, then how it ended. Lines of other kinds
/// are passed over. Used by one thread.
final class RestoreLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final PrintWriter out;
    private final String step;
    private @Nullable Progress progress;
    private long total;
    private @Nullable RestoreReport report;
    private @Nullable String failure;

    RestoreLines(PrintWriter out, String step) {
        this.out = out;
        this.step = step;
    }

    void hear(String line) {
        try {
            understand(JSON.readTree(line));
        } catch (JacksonException otherKind) {
            // nothing of a restore's
        }
    }

    private void understand(JsonNode told) {
        switch (told.path("state").asString("")) {
            case "restoring" ->
                reached(told.path("read").asLong(), told.path("total").asLong());
            case "restored" -> {
                report = JSON.treeToValue(told, RestoreReport.class);
                reached(total, total);
                end();
            }
            case "failed" -> {
                failure = told.path("reason").asString() + "\n"
                        + told.path("remedy").asString();
                end();
            }
            default -> {
                // nothing of a restore's
            }
        }
    }

    private void reached(long read, long all) {
        Progress shown = progress;
        if (shown == null) {
            shown = new Progress(out, step, all);
            progress = shown;
        }
        total = all;
        shown.reached(read);
    }

    private void end() {
        if (progress != null) {
            progress.end();
        }
    }

    /// How it ended; empty when it failed, or never told.
    Optional<RestoreReport> report() {
        return Optional.ofNullable(report);
    }

    /// Why it failed, and what to do; empty when it didn't, or never told.
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }
}
