package dev.reprise.cli.parked;

import dev.reprise.cli.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Waits for what was asked of services, and says what became of it.
final class Awaited {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ServiceOptions options;
    private final Map<ParkedKeys, String> redrives = new LinkedHashMap<>();

    Awaited(ServiceOptions options) {
        this.options = options;
    }

    /// @param asked what a service answered: all of one redrive
    void add(ParkedKeys service, List<JsonNode> asked) {
        if (!asked.isEmpty()) {
            redrives.put(service, asked.getFirst().path("id").asString(""));
        }
    }

    boolean isEmpty() {
        return redrives.isEmpty();
    }

    /// Waits until every key goes on or is stopped again, and prints what became of them.
    ExitCode print(Duration timeout) throws InterruptedException {
        Instant deadline = Instant.now().plus(timeout);
        List<JsonNode> now = now();
        while (now.stream().anyMatch(Awaited::isUnderWay) && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_AGAIN);
            now = now();
        }
        options.print(now);
        if (options.isTable()) {
            now.forEach(each -> options.out().println(sentence(each)));
            options.out().flush();
        }
        if (now.stream().anyMatch(Awaited::isUnderWay)) {
            options.say("Not after " + timeout.toSeconds() + " s; it goes on. See what waits: ./reprise parked list");
            return ExitCode.TIMED_OUT;
        }
        return now.stream().allMatch(each -> state(each).equals("done")) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<JsonNode> now() throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (Map.Entry<ParkedKeys, String> redrive : redrives.entrySet()) {
            all.addAll(redrive.getKey().redrive(redrive.getValue()));
        }
        return all;
    }

    private static boolean isUnderWay(JsonNode redrive) {
        return !state(redrive).equals("done") && !state(redrive).equals("stopped");
    }

    private static String state(JsonNode redrive) {
        return redrive.path("state").asString("");
    }

    private static String sentence(JsonNode redrive) {
        String who = "%s %s %s"
                .formatted(
                        redrive.path("service").asString(""),
                        redrive.path("topic").asString(""),
                        redrive.path("key").asString(""));
        JsonNode discarded = redrive.path("discarded");
        String thrown = discarded.isObject() ? discarded.path("events").asLong(0) + " discarded, " : "";
        String applied = thrown + redrive.path("applied").asLong(0) + " applied";
        return switch (state(redrive)) {
            case "done" -> who + ": " + applied + "; it goes on";
            case "stopped" ->
                "%s: %s; stopped again at offset %d: %s"
                        .formatted(
                                who,
                                applied,
                                redrive.path("stoppedBy").path("offset").asLong(0),
                                redrive.path("stoppedBy").path("reason").asString(""));
            default -> who + ": " + applied + " so far";
        };
    }
}
