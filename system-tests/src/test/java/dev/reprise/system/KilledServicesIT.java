package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A service's process is killed in the middle of a stream of comments and started again: nothing is missing, nothing
/// happened twice.
@ExtendWith(OneSystem.class)
class KilledServicesIT {

    private static final int POSTS = 6;
    private static final int COMMENTS = 300;
    private static final int BEFORE_THE_KILL = 100;
    private static final int ONE_REJECTED_IN = 10;

    private final RunningSystem system;
    private final Api api;
    private final Topics topics;

    KilledServicesIT(RunningSystem system, Api api, Topics topics) {
        this.system = system;
        this.api = api;
        this.topics = topics;
    }

    @Test
    void query_service() {
        killWhileCommentsAreWritten(RunningSystem.QUERY);
    }

    @Test
    void comment_service() {
        killWhileCommentsAreWritten(RunningSystem.COMMENT);
    }

    @Test
    void moderation_service() {
        killWhileCommentsAreWritten(RunningSystem.MODERATION);
    }

    private void killWhileCommentsAreWritten(String service) {
        List<UUID> posts = IntStream.range(0, POSTS)
                .mapToObj(i -> api.post("ada", "Post " + i).id())
                .toList();
        posts.forEach(post -> api.awaitCount(post, 0));
        List<Answer> acknowledged;
        try (Crowd crowd = new Crowd(COMMENTS, i -> api.commenting("bob", posts.get(i % POSTS), content(i)))) {
            crowd.awaitAcknowledged(BEFORE_THE_KILL);
            system.kill(service);
            system.startWhatIsMissing();
            acknowledged = crowd.answers();
        }

        Set<String> approved = new TreeSet<>();
        Set<String> rejected = new TreeSet<>();
        for (int i = 0; i < COMMENTS; i++) {
            (isRejected(i) ? rejected : approved).add(acknowledged.get(i).id().toString());
        }
        assertThat(approved.size() + rejected.size()).isEqualTo(COMMENTS);
        posts.forEach(post -> api.awaitCount(post, expectedCount(posts.indexOf(post))));
        patiently().until(() -> idsInQuery(posts, "rejected").size() >= rejected.size());
        assertThat(idsInQuery(posts, "approved")).containsExactlyInAnyOrderElementsOf(approved);
        assertThat(idsInQuery(posts, "rejected")).containsExactlyInAnyOrderElementsOf(rejected);
        assertThat(idsInQuery(posts, "pending")).isEmpty();
        assertDecidedOnce(posts, approved, rejected);
    }

    private static String content(int i) {
        return (isRejected(i) ? "orange " : "quince ") + i;
    }

    private static boolean isRejected(int i) {
        return i / POSTS % ONE_REJECTED_IN == 0;
    }

    private static int expectedCount(int post) {
        return (int) IntStream.range(0, COMMENTS)
                .filter(i -> i % POSTS == post && !isRejected(i))
                .count();
    }

    private List<String> idsInQuery(List<UUID> posts, String status) {
        List<JsonNode> comments = new ArrayList<>();
        posts.forEach(post -> comments.addAll(api.all("/posts/" + post + "/comments?limit=100&status=" + status)));
        return Api.texts(comments, "id");
    }

    /// On the topics: one verdict, and one change by it, for each comment.
    private void assertDecidedOnce(List<UUID> posts, Set<String> approved, Set<String> rejected) {
        Map<UUID, List<EventEnvelope>> verdicts = topics.events(Topic.MODERATION, posts);
        assertThat(verdicts).hasSize(COMMENTS);
        verdicts.forEach((comment, events) -> {
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().sequence()).isEqualTo(1);
            assertThat(events.getFirst().data()).isInstanceOf(CommentModerated.class);
        });
        Map<UUID, List<EventEnvelope>> comments = topics.events(Topic.COMMENTS, posts);
        assertThat(comments).hasSize(COMMENTS);
        comments.forEach((comment, events) -> {
            assertThat(events).extracting(EventEnvelope::sequence).containsExactly(1L, 2L);
            CommentUpdated update = (CommentUpdated) events.getLast().data();
            assertThat(update.status().wireName().equals("approved") ? approved : rejected)
                    .contains(comment.toString());
        });
    }
}
