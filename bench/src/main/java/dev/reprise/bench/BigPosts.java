package dev.reprise.bench;

import dev.reprise.bench.parts.Api;
import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.ServiceProcess;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Plots;
import dev.reprise.bench.report.Plots.Curve;
import dev.reprise.bench.report.Requirement;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/// Posts with more and more comments: how long the first page of one takes, and how long one comment more takes till it
/// is visible. query-service runs with broker and store alone; their history, and each further comment, is published as
/// comment-service would.
///
/// Every page that is read has not been read before, because its post was edited just before: it has to show the
/// new version, so no cache can have it. Comments are added to other posts of the same sizes, so that those that
/// are read stay as large as they are.
final class BigPosts {

    private static final String RATIO = "most ÷ 10 comments, first page p50";

    static final List<Requirement> REQUIRED = List.of(Requirement.atMost(RATIO, 1.5, 1.1));

    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000, 100_000);
    private static final int TEN = 0;
    private static final int HUNDRED = 1;
    private static final int QUICK_SIZES = 3;
    private static final int TURNS_PER_COMMENT = 4;

    private final Api query;
    private final Producer<String, byte[]> producer;
    private final EventCodec codec = new EventCodec(EventRegistry.published());
    private final List<Pair> pairs;

    /// Two posts with as many comments.
    ///
    /// @param read is edited and read
    /// @param grown gets more comments
    private record Pair(int size, BigPost read, BigPost grown) {

        static Pair of(int size, MadeText text) {
            return new Pair(size, new BigPost(size, text), new BigPost(size, text));
        }

        String page() {
            return "first page of %,d comments p50, ms".formatted(size);
        }

        String append() {
            return "one more than %,d visible p50, ms".formatted(size);
        }
    }

    private BigPosts(Api query, Producer<String, byte[]> producer, List<Pair> pairs) {
        this.query = query;
        this.producer = producer;
        this.pairs = pairs;
    }

    static Figures measure(Workplace place) throws Exception {
        Settings settings = place.settings();
        MadeText text = new MadeText(new Random(settings.seed()));
        List<Pair> pairs = SIZES.subList(0, settings.size(SIZES.size(), QUICK_SIZES)).stream()
                .map(size -> Pair.of(size, text))
                .toList();
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "query")) {
            Publishing.createTopics(parts.broker());
            Publishing.publish(
                    parts.broker(),
                    told -> pairs.forEach(pair -> {
                        pair.read().tell(told);
                        pair.grown().tell(told);
                    }));
            try (ServiceProcess query = ServiceProcess.start("query-service", parts);
                    Producer<String, byte[]> producer = new ServiceKafka(parts.broker()).producer()) {
                query.api().awaitNoLag();
                BigPosts measuring = new BigPosts(query.api(), producer, pairs);
                var _ = measuring.round(settings.size(40, 8));
                return measuring.rounds(settings, place.plots());
            }
        }
    }

    private Figures rounds(Settings settings, Plots plots)
            throws IOException, InterruptedException, ExecutionException {
        Figures figures = new Figures();
        for (int round = 1; round <= settings.rounds(); round++) {
            List<Samples> samples = round(settings.size(40, 10));
            samples.forEach(of -> figures.add(of.pair().page(), of.page()));
            samples.forEach(of -> figures.add(of.pair().append(), of.append()));
            double most = samples.getLast().page();
            figures.add(RATIO, most / samples.get(TEN).page());
            figures.add(
                    "most ÷ 100 comments, first page p50",
                    most / samples.get(HUNDRED).page());
            System.err.printf(
                    "  round %d: first pages p50, ms: %s%n",
                    round,
                    samples.stream().map(of -> "%.2f".formatted(of.page())).toList());
        }
        draw(figures, plots);
        return figures;
    }

    /// Nanoseconds.
    private record Samples(Pair pair, List<Long> pages, List<Long> appends) {

        double page() {
            return Latencies.of(pages).percentile(50);
        }

        double append() {
            return Latencies.of(appends).percentile(50);
        }
    }

    /// In turns the posts of all sizes; a comment more on every fourth turn, so that posts do not grow much.
    private List<Samples> round(int turns) throws IOException, InterruptedException, ExecutionException {
        List<Samples> samples = pairs.stream()
                .map(pair -> new Samples(pair, new ArrayList<>(), new ArrayList<>()))
                .toList();
        for (int turn = 0; turn < turns; turn++) {
            for (Samples of : samples) {
                of.pages().add(readFirstPage(of.pair().read()));
                if (turn % TURNS_PER_COMMENT == 0) {
                    of.appends().add(publish(Topic.COMMENTS, of.pair().grown().comment()));
                }
            }
        }
        return samples;
    }

    /// Nanoseconds from the moment the broker has these events until query-service says that the last is visible.
    private long publish(Topic topic, List<EventEnvelope> events)
            throws IOException, InterruptedException, ExecutionException {
        for (EventEnvelope event : events) {
            var _ = producer.send(EventCodec.toRecord(codec.encode(event))).get();
        }
        long start = System.nanoTime();
        EventEnvelope last = events.getLast();
        String token = ConsistencyToken.of(topic, last.data(), last.sequence()).encode();
        var _ = query.get("/posts?limit=1&wait=10000", token);
        return System.nanoTime() - start;
    }

    /// Nanoseconds, of a page that has just changed.
    private long readFirstPage(BigPost post) throws IOException, InterruptedException, ExecutionException {
        var _ = publish(Topic.POSTS, List.of(post.edit()));
        long start = System.nanoTime();
        byte[] page = query.answer("/posts/" + post.id()).body();
        long took = System.nanoTime() - start;
        post.requireLatest(page);
        return took;
    }

    private void draw(Figures figures, Plots plots) throws IOException {
        Map<String, Curve> curves = new LinkedHashMap<>();
        List<Double> sizes = pairs.stream().map(pair -> (double) pair.size()).toList();
        curves.put("first page, not cached", new Curve(sizes, medians(figures, Pair::page)));
        curves.put("one more comment, published until visible", new Curve(sizes, medians(figures, Pair::append)));
        plots.draw("bigpost", "Posts with many comments", new Plots.Axes("comments", "p50, ms", true), curves);
    }

    private List<Double> medians(Figures figures, Function<Pair, String> name) {
        return pairs.stream().map(pair -> figures.median(name.apply(pair))).toList();
    }
}
