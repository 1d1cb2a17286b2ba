package dev.reprise.bench;

import dev.reprise.bench.parts.Api;
import dev.reprise.bench.parts.LocalSystem;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Plots;
import dev.reprise.bench.report.Plots.Curve;
import dev.reprise.bench.report.Requirement;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How long a comment takes from its POST until query-service shows it approved, against three raw hops: that many
/// topics lie between. In turns one comment and one way of three hops, one at a time, at a steady and modest rate.
///
/// Each comment is the first of its post. It is asked for once, with the `Consistency-Token` of its approval: that read
/// waits inside of query-service and is answered as soon as the comment is visible, so nothing is lost between two
/// looks, and no looks take the processors from what is measured.
final class VisibleComments {

    private static final String P50 = "comment visible ÷ three hops, p50";
    private static final String P99 = "comment visible ÷ three hops, p99";

    static final List<Requirement> REQUIRED = List.of(Requirement.atMost(P50, 4, 2), Requirement.atMost(P99, 4, 3));

    private static final int HOPS = 3;
    private static final int APPROVAL = 2;
    private static final Duration PACE = Duration.ofMillis(50);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Api posts;
    private final Api comments;
    private final Api query;
    private final RawHops hops;
    private final MadeText text = new MadeText(new Random(1));

    private VisibleComments(LocalSystem system, RawHops hops) {
        this.posts = system.api("post-service");
        this.comments = system.api("comment-service");
        this.query = system.api("query-service");
        this.hops = hops;
    }

    static Figures measure(Workplace place) throws IOException, InterruptedException, ExecutionException {
        Settings settings = place.settings();
        try (LocalSystem system = LocalSystem.start(place.home());
                RawHops hops = new RawHops(system.url("broker"))) {
            VisibleComments measuring = new VisibleComments(system, hops);
            var _ = measuring.samples(settings.size(300, 50));
            Figures figures = new Figures();
            Samples all = new Samples(new ArrayList<>(), new ArrayList<>());
            for (int round = 1; round <= settings.rounds(); round++) {
                Samples samples = measuring.samples(settings.size(300, 50));
                samples.addTo(figures, round);
                all.comments().addAll(samples.comments());
                all.hops().addAll(samples.hops());
            }
            all.draw(place.plots());
            return figures;
        }
    }

    /// Nanoseconds of each comment, and of each three hops.
    private record Samples(List<Long> comments, List<Long> hops) {

        void addTo(Figures figures, int round) {
            Latencies comment = Latencies.of(comments);
            Latencies raw = Latencies.of(hops);
            figures.add(P50, comment.percentile(50) / raw.percentile(50));
            figures.add(P99, comment.percentile(99) / raw.percentile(99));
            figures.add("comment visible p50, ms", comment.percentile(50));
            figures.add("comment visible p99, ms", comment.percentile(99));
            figures.add("three hops p50, ms", raw.percentile(50));
            figures.add("three hops p99, ms", raw.percentile(99));
            System.err.printf(
                    "  round %d: comment p50 %.1f, p99 %.1f ms; three hops %.1f, %.1f ms%n",
                    round, comment.percentile(50), comment.percentile(99), raw.percentile(50), raw.percentile(99));
        }

        void draw(Plots plots) throws IOException {
            Map<String, Curve> curves = new LinkedHashMap<>();
            curves.put("comment, from POST to visible", percentiles(comments));
            curves.put("three raw hops", percentiles(hops));
            plots.draw("visible", "Until a comment is visible", new Plots.Axes("percentile", "ms", false), curves);
        }

        private static Curve percentiles(List<Long> nanoseconds) {
            Latencies latencies = Latencies.of(nanoseconds);
            List<Double> percents =
                    IntStream.rangeClosed(1, 199).mapToObj(half -> half / 2.0).toList();
            return new Curve(
                    percents, percents.stream().map(latencies::percentile).toList());
        }
    }

    private Samples samples(int count) throws IOException, InterruptedException, ExecutionException {
        Samples samples = new Samples(new ArrayList<>(), new ArrayList<>());
        long due = System.nanoTime();
        for (UUID post : createPosts(count)) {
            LockSupport.parkNanos(due - System.nanoTime());
            samples.hops().add(hops.take(HOPS));
            samples.comments().add(comment(post));
            due = Math.max(due + PACE.toNanos(), System.nanoTime());
        }
        return samples;
    }

    /// Posts that are visible: whoever comments comments on what can be seen.
    private List<UUID> createPosts(int count) throws IOException, InterruptedException {
        List<UUID> created = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String json = JSON.writeValueAsString(Map.of("title", text.words(3, 10), "body", text.words(40, 120)));
            HttpResponse<byte[]> answer = posts.posted("/posts", json);
            UUID id = UUID.fromString(JSON.readTree(answer.body()).get("id").asString());
            String token = answer.headers().firstValue(ConsistencyToken.HEADER).orElseThrow();
            var _ = query.get("/posts/" + id + "?wait=10000", token);
            created.add(id);
        }
        return created;
    }

    /// Nanoseconds from the POST of a comment to the answer that shows it.
    private long comment(UUID postId) throws IOException, InterruptedException {
        String json = JSON.writeValueAsString(Map.of("content", text.words(8, 40)));
        long start = System.nanoTime();
        String id =
                comments.post("/posts/" + postId + "/comments", json).get("id").asString();
        String approval = new ConsistencyToken(Topic.COMMENTS, postId, UUID.fromString(id), APPROVAL).encode();
        JsonNode page = query.get("/posts/" + postId + "/comments?limit=1&wait=10000", approval);
        long took = System.nanoTime() - start;
        if (!page.at("/items/0/id").asString("").equals(id)) {
            throw new IllegalStateException("comment " + id + " is said to be visible and is not shown: " + page);
        }
        return took;
    }
}
