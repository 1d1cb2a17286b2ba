package dev.reprise.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.reprise.bench.load.HttpLoad;
import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.ServiceProcess;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/// Posts written over HTTP, against documents of the same content inserted into the same store by as many clients: both
/// answered once they would survive the store's death. post-service runs with broker and store, so that each post's
/// event is also published and taken out of its document, but without the other services.
final class PostWrites {

    private static final String RATIO = "POST /posts ÷ bare inserts, rates";

    static final List<Requirement> REQUIRED = List.of(Requirement.atLeast(RATIO, 0.5, 0.8));

    private static final int CLIENTS = 16;
    private static final int LEAST_ANSWER_BYTES = 200;
    private static final int MOST_ANSWER_BYTES = 4_000;
    private static final Duration SETTLING = Duration.ofSeconds(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Workplace place;
    private final ServiceProcess service;
    private final HttpLoad load;
    private final BareInserts inserts;
    private final Figures figures = new Figures();

    private PostWrites(Workplace place, ServiceProcess service, HttpLoad load, BareInserts inserts) {
        this.place = place;
        this.service = service;
        this.load = load;
        this.inserts = inserts;
    }

    static Figures measure(Workplace place) throws Exception {
        MadeText text = new MadeText(new Random(place.settings().seed()));
        String post = JSON.writeValueAsString(Map.of("title", text.words(6, 6), "body", text.words(80, 80)));
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "post");
                ServiceProcess service = ServiceProcess.start("post-service", parts);
                MongoClient client = BareInserts.client(parts.store())) {
            String id = service.api().post("/posts", post).get("id").asString();
            service.api().awaitPublished();
            MongoCollection<Document> posts =
                    client.getDatabase(parts.database()).getCollection("posts");
            Document stored = Objects.requireNonNull(
                    posts.find(Filters.eq("_id", id)).first(), "the post is not where it is looked for");
            BareInserts inserts = new BareInserts(client.getDatabase(parts.database()), stored, CLIENTS);
            Map<String, String> headers = Map.of("Content-Type", "application/json", "X-Author", "bench");
            HttpLoad load = HttpLoad.post(service.url() + "/posts", headers, post, CLIENTS);
            return new PostWrites(place, service, load, inserts).rounds();
        }
    }

    /// In turns this one first and that one.
    private Figures rounds() throws IOException, InterruptedException {
        Settings settings = place.settings();
        var _ = posts(settings.warmUp());
        var _ = bare(settings.warmUp());
        for (int round = 1; round <= settings.rounds(); round++) {
            boolean postsFirst = round % 2 == 0;
            double first = postsFirst ? posts(settings.stretch()) : bare(settings.stretch());
            double second = postsFirst ? bare(settings.stretch()) : posts(settings.stretch());
            double posts = postsFirst ? first : second;
            double bare = postsFirst ? second : first;
            figures.add(RATIO, posts / bare);
            figures.add("POST /posts, 1/s", posts);
            figures.add("bare inserts, 1/s", bare);
            System.err.printf("  round %d: %,.0f posts/s, %,.0f bare inserts/s%n", round, posts, bare);
        }
        return figures;
    }

    /// Posts per second. What it leaves to be published does not burden what comes next.
    private double posts(Duration stretch) throws IOException, InterruptedException {
        double rate = place.load()
                .run(load, stretch)
                .verified(LEAST_ANSWER_BYTES, MOST_ANSWER_BYTES)
                .perSecond();
        service.api().awaitPublished();
        Thread.sleep(SETTLING);
        return rate;
    }

    private double bare(Duration stretch) throws InterruptedException {
        double rate = inserts.run(stretch);
        Thread.sleep(SETTLING);
        return rate;
    }
}
