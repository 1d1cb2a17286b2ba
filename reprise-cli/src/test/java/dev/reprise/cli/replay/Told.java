package dev.reprise.cli.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What query-service tells of replays.
final class Told {
    private Told() {}

    /// The replay `r1`, under way, but for what is different.
    static Map<String, Object> replay(String state, Map<String, Object> more) {
        Map<String, Object> replay = new LinkedHashMap<>(Map.of(
                "id",
                "r1",
                "state",
                state,
                "generation",
                4,
                "cutover",
                "auto",
                "dryRun",
                false,
                "from",
                "beginning",
                "requestedBy",
                "ada",
                "createdAt",
                "2026-01-01T12:00:00Z"));
        replay.putAll(Map.of("done", 50, "total", 200, "eventsPerSecond", 1234.5, "lag", 7, "passedOver", 0));
        replay.put("partitions", List.of(part("posts", 0, 50, 100), part("posts", 1, 0, 100), part("tasks", 0, 0, 0)));
        replay.putAll(more);
        return replay;
    }

    static Map<String, Object> part(String topic, int partition, long done, long total) {
        return Map.of(
                "topic",
                topic,
                "partition",
                partition,
                "done",
                done,
                "total",
                total,
                "eventsPerSecond",
                10.0,
                "etaSeconds",
                5);
    }

    static Map<String, Object> diff(long missing, long extra, long changed) {
        return Map.of(
                "missing", missing, "extra", extra, "changed", changed, "compared", 4711, "at", "2026-01-01T12:00:00Z");
    }
}
