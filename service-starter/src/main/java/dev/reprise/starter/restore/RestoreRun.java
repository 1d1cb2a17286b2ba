package dev.reprise.starter.restore;

import dev.reprise.starter.topics.TopicHistoryException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/// One restore as what a process does: it tells of it in lines of JSON, and its process ends with 0, 1 (failed) or 5
/// (refused as things are).
///
/// - `{"state":"restoring","read":…,"total":…}`, at most five a second
/// - last, either `{"state":"restored","service":…,"seconds":…, …}` with the [RestoreCounts],
///   or `{"state":"failed","reason":…,"remedy":…}`
public final class RestoreRun implements ApplicationRunner {

    private static final long BETWEEN_LINES_NANOS = 200_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String service;
    private final boolean replace;
    private final Restore restore;
    private final Consumer<String> lines;
    private long lastLine = System.nanoTime() - BETWEEN_LINES_NANOS;

    /// @param lines gets each line as soon as there is something to tell
    public RestoreRun(String service, boolean replace, Restore restore, Consumer<String> lines) {
        this.service = service;
        this.replace = replace;
        this.restore = restore;
        this.lines = lines;
    }

    /// @throws RestoreException which makes the process end with its exit code
    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        long start = System.nanoTime();
        try {
            RestoreCounts counts = restore.run(replace, this::tell);
            lines.accept(JSON.writeValueAsString(restored(counts, (System.nanoTime() - start) / 1e9)));
        } catch (RestoreException e) {
            lines.accept(failed(String.valueOf(e.getMessage()), e.remedy()));
            throw e;
        } catch (TopicHistoryException e) {
            lines.accept(
                    failed("The topics are not whole histories:\n" + e.getMessage(), "Mend each as its line says."));
            throw e;
        } catch (DataAccessException e) {
            lines.accept(failed("The store failed: " + e.getMessage(), "See that the store runs, then restore again."));
            throw e;
        }
    }

    private void tell(RestoreProgress progress) {
        long now = System.nanoTime();
        if (now - lastLine >= BETWEEN_LINES_NANOS) {
            lastLine = now;
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("state", "restoring");
            line.put("read", progress.read());
            line.put("total", progress.total());
            lines.accept(JSON.writeValueAsString(line));
        }
    }

    private Map<String, Object> restored(RestoreCounts counts, double seconds) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("state", "restored");
        line.put("service", service);
        line.put("aggregates", counts.aggregates());
        line.put("events", counts.events());
        line.put("repeated", counts.repeated());
        line.put("passedOver", counts.passedOver());
        line.put("gappy", counts.gappy());
        line.put("leftOut", counts.leftOut());
        line.put("unexplained", counts.unexplained());
        line.put("unpublished", counts.unpublished());
        line.put("seconds", Math.round(seconds * 10) / 10.0);
        line.put("notRestored", "idempotency keys");
        return line;
    }

    private static String failed(String reason, String remedy) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("state", "failed");
        line.put("reason", reason);
        line.put("remedy", remedy);
        return JSON.writeValueAsString(line);
    }
}
