package dev.reprise.bench;

import dev.reprise.bench.OpenLoop.Reading;
import dev.reprise.bench.parts.Api;
import dev.reprise.bench.parts.LocalSystem;
import dev.reprise.bench.report.Figures;
import dev.reprise.events.Topic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/// Reads the running system at a steady rate while it rests and while it rebuilds its read model, in turns.
final class ReadsDuringRebuild {

    private static final int PER_SECOND = 40;
    private static final int KNOWN_POSTS = 1_000;
    private static final Duration IDLE = Duration.ofSeconds(25);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Set<String> UNDER_WAY = Set.of("planned", "replaying", "catching-up", "ready");

    private final LocalSystem system;
    private final Api query;
    private final Figures figures = new Figures();

    private ReadsDuringRebuild(LocalSystem system) {
        this.system = system;
        this.query = system.api("query-service");
    }

    /// A round is an idle phase and a rebuild.
    static Figures measure(Workplace place) throws IOException, InterruptedException, ExecutionException {
        Settings settings = place.settings();
        try (LocalSystem system = LocalSystem.start(place.home())) {
            Publishing.publish(system.url("broker"), settings.seed(), settings.events());
            ReadsDuringRebuild measuring = new ReadsDuringRebuild(system);
            measuring.awaitQuiet();
            OpenLoop readers = new OpenLoop(new Readings(system.url("query-service"), measuring.posts()), PER_SECOND);
            var _ = readers.run(OpenLoop.after(settings.warmUp()));
            for (int round = 1; round <= settings.rounds(); round++) {
                measuring.round(readers, round);
            }
            return measuring.figures;
        }
    }

    private void round(OpenLoop readers, int round) throws InterruptedException, ExecutionException {
        Latencies idle = readers.run(OpenLoop.after(IDLE));
        FutureTask<JsonNode> replay = new FutureTask<>((Callable<JsonNode>) this::replay);
        Thread.ofVirtual().start(replay);
        Latencies busy = readers.run(replay::isDone);
        JsonNode ended = replay.get();
        if (!ended.get("state").asString().equals("live")) {
            throw new IllegalStateException("the replay was not switched in: " + ended);
        }
        double seconds = Duration.between(
                                Instant.parse(ended.get("startedAt").asString()),
                                Instant.parse(ended.get("readyAt").asString()))
                        .toMillis()
                / 1e3;
        figures.add("reads/s", PER_SECOND);
        figures.add("idle p50, ms", idle.percentile(50));
        figures.add("idle p99, ms", idle.percentile(99));
        figures.add("rebuild p50, ms", busy.percentile(50));
        figures.add("rebuild p99, ms", busy.percentile(99));
        figures.add("rebuild p99 ÷ idle p99", busy.percentile(99) / idle.percentile(99));
        figures.add("reads while rebuilding", busy.count());
        figures.add("failed reads", (double) (idle.failed() + busy.failed()));
        figures.add("empty reads", (double) (idle.empty() + busy.empty()));
        figures.add("rebuild and comparison, s", seconds);
        System.err.printf(
                "  round %d: p99 %.1f ms idle, %.1f ms in a rebuild of %.0f s%n",
                round, idle.percentile(99), busy.percentile(99), seconds);
        Thread.sleep(SETTLING);
    }

    /// Replays everything and waits until that is live, or has ended otherwise.
    private JsonNode replay() throws IOException, InterruptedException {
        String id = query.post("/replays", "{}").get("id").asString();
        JsonNode replay = query.get("/replays/" + id);
        while (UNDER_WAY.contains(replay.get("state").asString())
                && !replay.path("waitsFor").asString("").equals("person")) {
            Thread.sleep(LOOK_AGAIN);
            replay = query.get("/replays/" + id);
        }
        return replay;
    }

    /// Until the read model has everything, and the other services have made of it what they do.
    private void awaitQuiet() throws IOException, InterruptedException {
        long verdicts = -1;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", system.url("broker")))) {
            while (query.get("/model").get("lag").asLong() > 0 || verdicts != verdicts(admin)) {
                verdicts = verdicts(admin);
                Thread.sleep(SETTLING.multipliedBy(2));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static long verdicts(Admin admin) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
            latest.put(new TopicPartition("moderation", partition), OffsetSpec.latest());
        }
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    private List<String> posts() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (ids.size() < KNOWN_POSTS && cursor != null) {
            JsonNode page = query.get("/posts?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            page.get("items").forEach(post -> ids.add(post.get("id").asString()));
            cursor = page.path("nextCursor").asString(null);
        }
        return ids;
    }

    /// In turns the list of posts and a single one.
    private static final class Readings implements Supplier<Reading> {
        private final String url;
        private final List<String> posts;
        private long asked;

        /// @param posts ids that exist
        Readings(String url, List<String> posts) {
            this.url = url;
            this.posts = posts;
        }

        @Override
        public Reading get() {
            asked++;
            if (asked % 2 == 0) {
                return new Has(URI.create(url + "/posts"), "\"id\":"); // an empty list has no id in it
            }
            String id = posts.get((int) (asked * 7919 % posts.size()));
            return new Has(URI.create(url + "/posts/" + id), id);
        }
    }

    private record Has(URI uri, String expected) implements Reading {
        @Override
        public boolean isIn(String body) {
            return body.contains(expected);
        }
    }
}
