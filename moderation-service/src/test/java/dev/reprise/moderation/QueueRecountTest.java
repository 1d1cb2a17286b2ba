package dev.reprise.moderation;

import static dev.reprise.moderation.RunningModerationService.decision;
import static dev.reprise.moderation.RunningModerationService.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import dev.reprise.starter.parts.TestBroker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// After a random history, duplicates and restarts included, the queue and every count in it are what a plain fold of
/// the topics gives. `-Dreprise.seed=…` repeats a history (not the interleaving of what is decided meanwhile).
class QueueRecountTest {

    private static final int STEPS = 250;
    private static final List<String> AUTHORS = List.of("ann", "ann.2", "bob", "cid");
    private static final List<String> TEXTS = List.of("A lemon.", "An orange.", "A quince.", "Lemons and plums.");

    private record Written(UUID id, int revision, Discussion under) {}

    private final long seed = Long.getLong("reprise.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Discussion> discussions = new ArrayList<>();
    private final List<Discussion> over = new ArrayList<>();
    private final List<Written> comments = new ArrayList<>();

    @Test
    void the_queue_and_its_counts_equal_a_recount() {
        TestBroker broker = TestBroker.fresh();
        try (RunningModerationService service = new RunningModerationService(broker)) {
            for (int step = 0; step < STEPS; step++) {
                step(service);
            }
            assertRecounted(service);

            // As after a crash in the middle: everything since the last position is heard again.
            service.restartAfter(store -> store.mongo().dropCollection("checkpoints"));
            step(service);
            assertRecounted(service);

            // As for a queue that was never kept.
            service.restartAfter(store -> List.of("checkpoints", "held_comments", "author_verdicts", "post_titles")
                    .forEach(store.mongo()::dropCollection));
            assertRecounted(service);
        } finally {
            broker.stop();
        }
    }

    private void step(RunningModerationService service) {
        int kind = random.nextInt(100);
        if (kind < 8 || discussions.isEmpty()) {
            Discussion fresh = new Discussion(service);
            discussions.add(random.nextInt(4) == 0 ? fresh : fresh.titled("Post " + discussions.size()));
        } else if (kind < 12) {
            any(discussions).retitled("Retitled " + kind);
        } else if (kind < 14) {
            Discussion closed = any(discussions);
            closed.closed();
            over.add(closed);
            discussions.remove(closed);
        } else if (kind < 55 || comments.isEmpty()) {
            Discussion under = any(discussions);
            comments.add(new Written(under.commented(any(AUTHORS), any(TEXTS)), 1, under));
        } else if (kind < 65) {
            int index = random.nextInt(comments.size());
            Written comment = comments.get(index);
            Written edited = new Written(comment.id(), comment.revision() + 1, comment.under());
            EventEnvelope event = edited.under().edited(edited.id(), edited.revision(), any(TEXTS));
            comments.set(index, edited);
            if (random.nextBoolean()) {
                service.publish(event);
            }
        } else if (kind < 70) {
            Written gone = comments.remove(random.nextInt(comments.size()));
            gone.under().deleted(gone.id());
        } else {
            Written comment = any(comments);
            String what = random.nextInt(3) > 0 ? "approve" : "reject";
            int status = service.decide(any(List.of("ada", "grace")), decision(comment.id(), comment.revision(), what))
                    .status();
            assertThat(status).as("seed %d", seed).isIn(201, 404, 409);
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void assertRecounted(RunningModerationService service) {
        patiently().untilAsserted(() -> {
            Recount recount = recount(service);
            List<String> shown =
                    service.queue(7).stream().map(QueueRecountTest::line).toList();
            assertThat(recount.screened()).as("seed %d", seed).isTrue();
            assertThat(shown).as("seed %d", seed).isEqualTo(recount.lines());
        });
        assertThat(service.queue(100)).as("seed %d", seed).isNotEmpty();
    }

    private static String line(JsonNode item) {
        JsonNode author = item.path("author");
        return "%s r%d %s %s %d/%d"
                .formatted(
                        item.path("commentId").asString(),
                        item.path("revision").asInt(),
                        item.path("authorId").asString(),
                        item.path("postTitle").asString(""),
                        author.path("approved").asLong(),
                        author.path("rejected").asLong());
    }

    /// What the topics say, with nothing kept in between.
    private Recount recount(RunningModerationService service) {
        Recount recount = new Recount();
        Set<UUID> posts = Stream.concat(discussions.stream(), over.stream())
                .map(Discussion::post)
                .collect(Collectors.toSet());
        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.MODERATION)) {
            service.published(topic, posts).stream()
                    .sorted(Comparator.comparingLong(EventEnvelope::sequence))
                    .forEach(recount::hear);
        }
        return recount;
    }

    private static final class Recount {
        private final Map<UUID, String> titles = new HashMap<>();
        private final Map<UUID, String> authors = new HashMap<>();
        private final Map<UUID, Integer> revisions = new HashMap<>();
        private final Map<UUID, CommentModerated> last = new TreeMap<>(Comparator.comparing(UUID::toString));
        private final Set<UUID> gone = new HashSet<>();

        void hear(EventEnvelope event) {
            switch (event.data()) {
                case PostCreated created -> titles.put(created.postId(), created.title());
                case PostUpdated updated -> titles.put(updated.postId(), updated.title());
                case PostDeleted deleted -> gone.add(deleted.postId());
                case CommentCreated created -> {
                    authors.put(created.commentId(), created.authorId());
                    revisions.merge(created.commentId(), 1, Math::max);
                }
                case dev.reprise.events.CommentEvent.CommentUpdated updated ->
                    revisions.merge(updated.commentId(), updated.revision(), Math::max);
                case CommentDeleted deleted -> gone.add(deleted.commentId());
                case CommentModerated verdict -> last.put(verdict.commentId(), verdict);
                default -> throw new IllegalStateException("no task was touched");
            }
        }

        /// Whether every revision has its verdict.
        boolean screened() {
            return revisions.entrySet().stream()
                    .allMatch(comment -> last.containsKey(comment.getKey())
                            && last.get(comment.getKey()).revision() == comment.getValue());
        }

        List<String> lines() {
            return last.values().stream()
                    .filter(verdict -> verdict.status() == Verdict.HELD)
                    .filter(verdict -> !gone.contains(verdict.commentId()) && !gone.contains(verdict.postId()))
                    .map(verdict -> "%s r%d %s %s %d/%d"
                            .formatted(
                                    verdict.commentId(),
                                    verdict.revision(),
                                    authors.get(verdict.commentId()),
                                    titles.getOrDefault(verdict.postId(), ""),
                                    count(verdict.commentId(), Verdict.APPROVED),
                                    count(verdict.commentId(), Verdict.REJECTED)))
                    .toList();
        }

        private long count(UUID ofTheSameAuthor, Verdict status) {
            String author = authors.get(ofTheSameAuthor);
            return last.values().stream()
                    .filter(verdict -> verdict.status() == status)
                    .filter(verdict -> Objects.equals(author, authors.get(verdict.commentId())))
                    .count();
        }
    }
}
