package dev.reprise.cli.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What to replay and how, as `plan` and `start` ask for it.
final class HistoryOptions {
    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Begin there instead of at the beginning; never switched in.")
    private @Nullable String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "The model as of that time, for looking back; never switched in.")
    private @Nullable String until;

    /// When to switch.
    enum Cutover {
        auto,
        manual
    }

    @Option(
            names = "--cutover",
            paramLabel = "WHEN",
            description = "auto switches by itself when nothing differs, manual waits for you (default: auto).")
    private @Nullable Cutover cutover;

    @Option(names = "--dry-run", description = "Rebuild and compare, and never switch.")
    private boolean dryRun;

    @Option(names = "--max-events-per-second", paramLabel = "N", description = "Go no faster (default: no limit).")
    private @Nullable Long maxEventsPerSecond;

    @Option(
            names = "--park",
            description = "Leave out the key of an event that can't be folded, from there on, instead of failing.")
    private boolean park;

    /// The body to send; what was not said is left to the service.
    Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        put(request, "from", from);
        put(request, "until", until);
        put(request, "cutover", cutover);
        put(request, "dryRun", dryRun ? true : null);
        put(request, "maxEventsPerSecond", maxEventsPerSecond);
        put(request, "park", park ? true : null);
        return request;
    }

    private static void put(Map<String, Object> request, String name, @Nullable Object value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}
