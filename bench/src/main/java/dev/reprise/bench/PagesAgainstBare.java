package dev.reprise.bench;

import dev.reprise.bench.bare.BareService;
import dev.reprise.bench.load.HttpLoad;
import dev.reprise.bench.load.LoadGenerator;
import dev.reprise.bench.load.Throughput;
import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.ServiceProcess;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The first page of posts, and the `304` to one who has it, against a handler of the same stack that returns as
/// many ready bytes: requests per second as fast as they are answered, and latencies at a steady rate. Two
/// processes with the same flags, beside one broker and one store; one of them is asked at a time.
final class PagesAgainstBare {

    private static final String PAGES = "page ÷ bare page, rates";
    private static final String NOT_MODIFIED = "304 ÷ bare page, rates";

    static final List<Requirement> REQUIRED =
            List.of(Requirement.atLeast(PAGES, 0.7, 0.9), Requirement.atLeast(NOT_MODIFIED, 0.85, 0.95));

    private static final String PATH = "/posts";
    private static final int CONNECTIONS = 16;
    private static final int PER_SECOND = 400;
    private static final int POSTS = 20;
    private static final int MOST_HEADER_BYTES = 1_000;

    /// What is asked for.
    private enum Asked {
        PAGE("page"),
        BARE_PAGE("bare page"),
        NOT_MODIFIED("304"),
        BARE_NOT_MODIFIED("bare 304");

        private final String text;

        Asked(String text) {
            this.text = text;
        }
    }

    private final LoadGenerator generator;
    private final String query;
    private final String bare;
    private final String etag;
    private final int pageBytes;
    private final OpenLoop pageReaders;
    private final OpenLoop bareReaders;
    private final Figures figures = new Figures();

    private PagesAgainstBare(LoadGenerator generator, HttpResponse<byte[]> page, String query, String bare) {
        this.generator = generator;
        this.query = query;
        this.bare = bare;
        this.etag = page.headers().firstValue("ETag").orElseThrow();
        this.pageBytes = page.body().length;
        this.pageReaders = new OpenLoop(OpenLoop.of(load(Asked.PAGE).url()), PER_SECOND);
        this.bareReaders = new OpenLoop(OpenLoop.of(load(Asked.BARE_PAGE).url()), PER_SECOND);
    }

    private HttpLoad load(Asked asked) {
        return switch (asked) {
            case PAGE -> HttpLoad.get(query + PATH, CONNECTIONS);
            case BARE_PAGE -> HttpLoad.get(bare + "/page", CONNECTIONS);
            case NOT_MODIFIED -> HttpLoad.get(query + PATH, CONNECTIONS).with("If-None-Match", etag);
            case BARE_NOT_MODIFIED -> HttpLoad.get(bare + "/not-modified", CONNECTIONS);
        };
    }

    static Figures measure(Workplace place) throws Exception {
        Settings settings = place.settings();
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "query")) {
            Publishing.createTopics(parts.broker());
            Publishing.publish(parts.broker(), settings.seed(), settings.size(20_000, 2_000));
            try (ServiceProcess query = ServiceProcess.start("query-service", parts)) {
                query.api().awaitNoLag();
                HttpResponse<byte[]> page = page(query);
                List<String> size = List.of("--bare.bytes=" + page.body().length, "--spring.application.name=bare");
                try (ServiceProcess bare = ServiceProcess.ofClass(BareService.class, size, parts)) {
                    PagesAgainstBare measuring = new PagesAgainstBare(place.load(), page, query.url(), bare.url());
                    return measuring.rounds(settings);
                }
            }
        }
    }

    private static HttpResponse<byte[]> page(ServiceProcess query) throws IOException, InterruptedException {
        int posts = query.api().get(PATH).get("items").size();
        if (posts != POSTS) {
            throw new IllegalStateException("a page has " + posts + " posts");
        }
        HttpResponse<byte[]> page = query.api().answer(PATH);
        int status = query.api()
                .statusIfNoneMatch(PATH, page.headers().firstValue("ETag").orElse(""));
        if (status != 304) {
            throw new IllegalStateException("one who has the page is answered " + status);
        }
        return page;
    }

    private Figures rounds(Settings settings) throws IOException, InterruptedException {
        for (Asked asked : Asked.values()) {
            var _ = run(asked, settings.warmUp());
        }
        for (OpenLoop readers : List.of(pageReaders, bareReaders)) {
            var _ = readers.run(OpenLoop.after(settings.stretch()));
        }
        figures.add("size of the page, bytes", pageBytes);
        for (int round = 1; round <= settings.rounds(); round++) {
            rates(round, settings.stretch());
            latencies(round, settings.stretch());
        }
        return figures;
    }

    /// Each round another comes first.
    private void rates(int round, Duration stretch) throws IOException, InterruptedException {
        Asked[] all = Asked.values();
        Map<Asked, Double> rates = new EnumMap<>(Asked.class);
        for (int i = 0; i < all.length; i++) {
            Asked asked = all[(round + i) % all.length];
            rates.put(asked, run(asked, stretch).perSecond());
        }
        figures.add(PAGES, ratio(rates, Asked.PAGE, Asked.BARE_PAGE));
        figures.add(NOT_MODIFIED, ratio(rates, Asked.NOT_MODIFIED, Asked.BARE_PAGE));
        figures.add("304 ÷ bare 304, rates", ratio(rates, Asked.NOT_MODIFIED, Asked.BARE_NOT_MODIFIED));
        rates.forEach((asked, rate) -> figures.add(asked.text + ", requests/s", rate));
        System.err.printf("  round %d, requests/s: %s%n", round, rates);
    }

    private static double ratio(Map<Asked, Double> rates, Asked one, Asked other) {
        return rates.getOrDefault(one, Double.NaN) / rates.getOrDefault(other, Double.NaN);
    }

    private Throughput run(Asked asked, Duration stretch) throws IOException, InterruptedException {
        Throughput measured = generator.run(load(asked), stretch);
        return switch (asked) {
            case PAGE, BARE_PAGE -> measured.verified(pageBytes, pageBytes + MOST_HEADER_BYTES);
            case NOT_MODIFIED, BARE_NOT_MODIFIED -> measured.verified(0, MOST_HEADER_BYTES);
        };
    }

    /// Each round the other comes first.
    private void latencies(int round, Duration stretch) {
        boolean pageFirst = round % 2 == 0;
        Latencies first = (pageFirst ? pageReaders : bareReaders).run(OpenLoop.after(stretch));
        Latencies second = (pageFirst ? bareReaders : pageReaders).run(OpenLoop.after(stretch));
        Latencies page = pageFirst ? first : second;
        Latencies barePage = pageFirst ? second : first;
        figures.add("page ÷ bare page, p50 at " + PER_SECOND + "/s", page.percentile(50) / barePage.percentile(50));
        figures.add("page ÷ bare page, p99 at " + PER_SECOND + "/s", page.percentile(99) / barePage.percentile(99));
        figures.add("page p50, ms", page.percentile(50));
        figures.add("page p99, ms", page.percentile(99));
        figures.add("bare page p50, ms", barePage.percentile(50));
        figures.add("bare page p99, ms", barePage.percentile(99));
        figures.add("failed reads", (double) (page.failed() + barePage.failed()));
    }
}
