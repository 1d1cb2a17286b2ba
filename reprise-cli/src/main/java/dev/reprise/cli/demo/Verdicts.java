package dev.reprise.cli.demo;

import dev.reprise.cli.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What became of the comments, as seen through query-service.
final class Verdicts {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final DemoApi api;
    private final String query;
    private final Map<String, Integer> written;
    private final Map<String, Counts> seen = new TreeMap<>();

    /// @param query query-service's address
    /// @param written how many comments each post was given, by its id
    Verdicts(DemoApi api, String query, Map<String, Integer> written) {
        this.api = api;
        this.query = query;
        this.written = new TreeMap<>(written);
    }

    /// How many comments were decided which way.
    record Counts(int approved, int rejected) {
        Counts plus(Counts other) {
            return new Counts(approved + other.approved, rejected + other.rejected);
        }

        int decided() {
            return approved + rejected;
        }
    }

    /// Looks at the posts that aren't complete, again and again.
    ///
    /// @return whether every comment was decided before the deadline
    boolean await(Instant deadline, Progress progress) throws IOException, InterruptedException {
        List<String> open = List.copyOf(written.keySet());
        while (!open.isEmpty()) {
            for (String post : open) {
                seen.put(post, look(post));
                progress.reached(counts().decided());
            }
            open = open.stream()
                    .filter(post -> seen.getOrDefault(post, new Counts(0, 0)).decided() < written.getOrDefault(post, 0))
                    .toList();
            if (!open.isEmpty()) {
                if (Instant.now().isAfter(deadline)) {
                    progress.end();
                    return false;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        progress.end();
        return true;
    }

    Counts counts() {
        return seen.values().stream().reduce(new Counts(0, 0), Counts::plus);
    }

    private Counts look(String post) throws IOException, InterruptedException {
        int approved;
        try {
            approved = api.get(query + "/posts/" + post).path("commentCount").asInt();
        } catch (IOException notYetThere) {
            return new Counts(0, 0);
        }
        return new Counts(approved, rejected(post));
    }

    private int rejected(String post) throws IOException, InterruptedException {
        int rejected = 0;
        String cursor = "";
        do {
            JsonNode page = api.get(query + "/posts/" + post + "/comments?status=rejected&limit=100" + cursor);
            rejected += page.path("items").size();
            JsonNode next = page.path("nextCursor");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return rejected;
    }
}
