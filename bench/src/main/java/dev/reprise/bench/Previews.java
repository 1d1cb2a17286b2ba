package dev.reprise.bench;

import dev.reprise.bench.parts.EmbeddedParts;
import dev.reprise.bench.parts.ServiceProcess;
import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// A preview over so many comments, from its request until it is done: moderation-service with its broker and
/// its store, which hold comments that it has screened before. One policy looks at each comment alone, the other
/// at what its author wrote before as well.
final class Previews {

    private static final String ALONE = "preview of 100,000 comments, s";
    private static final String LOOKING_BACK = "preview that looks back at authors, s";

    static final List<Requirement> REQUIRED =
            List.of(Requirement.atMost(ALONE, 20, 10), Requirement.atMost(LOOKING_BACK, 20, 10));

    private static final int COMMENTS = 100_000;
    private static final int POSTS = 2_000;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final String WORD =
            "{\"id\":\"word\",\"kind\":\"contains-word\",\"outcome\":\"hold\",\"words\":[\"history\"]}";
    private static final String NEW = "{\"id\":\"new\",\"kind\":\"new-author\",\"outcome\":\"hold\",\"comments\":2}";
    private static final String FLOOD = "{\"id\":\"flood\",\"kind\":\"flood\",\"outcome\":\"hold\",\"perMinute\":5}";
    private static final String AGAIN =
            "{\"id\":\"again\",\"kind\":\"repeated\",\"outcome\":\"reject\",\"withinMinutes\":60}";

    private Previews() {}

    static Figures measure(Workplace place) throws Exception {
        Settings settings = place.settings();
        int comments = settings.size(COMMENTS, 2_000);
        Figures figures = new Figures();
        try (EmbeddedParts parts = EmbeddedParts.start(place.home(), "moderation")) {
            Publishing.createTopics(parts.broker());
            Publishing.publish(parts.broker(), told -> write(settings.seed(), comments, told));
            try (ServiceProcess service = ServiceProcess.start("moderation-service", parts)) {
                awaitScreened(service, comments);
                for (int round = 1; round <= settings.rounds(); round++) {
                    figures.add(ALONE, preview(service, comments, WORD));
                    figures.add(LOOKING_BACK, preview(service, comments, String.join(",", WORD, NEW, AGAIN, FLOOD)));
                }
            }
        }
        return figures;
    }

    private static void write(long seed, int comments, Consumer<EventEnvelope> told) {
        MadeText text = new MadeText(new Random(seed));
        Random random = new Random(seed);
        List<UUID> posts = IntStream.range(0, POSTS).mapToObj(_ -> Ids.next()).toList();
        for (int i = 0; i < comments; i++) {
            UUID post = posts.get(random.nextInt(POSTS));
            CommentCreated created = new CommentCreated(
                    Ids.next(),
                    post,
                    "author-" + random.nextInt(2_000),
                    text.words(8, 40),
                    CommentStatus.PENDING,
                    1,
                    BEGIN.plusSeconds(i));
            told.accept(new EventEnvelope(
                    Ids.next(), "/comment-service", 1, created.createdAt(), Ids.next(), null, null, created));
        }
    }

    private static void awaitScreened(ServiceProcess service, int comments) throws Exception {
        long start = System.nanoTime();
        long read = 0;
        while (read < comments) {
            Thread.sleep(500);
            read = 0;
            for (JsonNode subscription :
                    service.api().get("/actuator/consumers?outbox=false").path("subscriptions")) {
                if (subscription.path("name").asString().equals("moderation-service")) {
                    for (JsonNode partition : subscription.path("positions")) {
                        read += partition.path("next").asLong();
                    }
                }
            }
        }
        service.api().awaitPublished();
        System.err.printf("  %,d comments screened in %.0f s%n", comments, (System.nanoTime() - start) / 1e9);
    }

    private static double preview(ServiceProcess service, int comments, String rules) throws Exception {
        long start = System.nanoTime();
        String id = service.api()
                .post("/policy/preview", "{\"rules\":[" + rules + "]}")
                .path("id")
                .asString();
        JsonNode run = service.api().get("/policy/previews/" + id);
        while (!run.path("state").asString().equals("done")) {
            Thread.sleep(20);
            run = service.api().get("/policy/previews/" + id);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (run.path("comments").asLong() != comments || run.path("changes").asLong() == 0) {
            throw new IllegalStateException("the preview found something else: " + run);
        }
        System.err.printf(
                "  %.1f s, %,d changes%n", seconds, run.path("changes").asLong());
        return seconds;
    }
}
