package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Records that come in another order than things happened, or once more.
@ExtendWith(OneSystem.class)
class ArrivalOrderIT {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final Api api;
    private final Topics topics;
    private final Stores stores;

    ArrivalOrderIT(Api api, Topics topics, Stores stores) {
        this.api = api;
        this.topics = topics;
        this.stores = stores;
    }

    @Test
    void a_comment_that_arrives_before_its_post_is_shown_once_the_post_is_known() {
        UUID postId = Ids.next();
        UUID commentId = Ids.next();
        topics.publish(new CommentCreated(commentId, postId, "bob", "early", CommentStatus.PENDING, 1, now), 1);
        RecordMetadata approved =
                topics.publish(new CommentUpdated(commentId, postId, "early", CommentStatus.APPROVED, 1, null, now), 2);
        stores.awaitConsumed(RunningSystem.QUERY, approved);
        api.read("/posts/" + postId).send().expectProblem(404, "post-not-found");
        api.read("/posts/" + postId + "/comments").send().expectProblem(404, "post-not-found");

        stores.awaitConsumed(RunningSystem.QUERY, topics.publish(new PostCreated(postId, "Late", "", "ada", now), 1));

        JsonNode post = api.read("/posts/" + postId).send().expect(200).json();
        assertThat(post.path("title").asString()).isEqualTo("Late");
        assertThat(post.path("commentCount").asInt()).isEqualTo(1);
        assertThat(Api.texts(Api.list(post.path("comments")), "content")).containsExactly("early");
    }

    @Test
    void records_that_come_again_change_nothing() {
        UUID postId = api.post("ada", "Once").id();
        List<UUID> commentIds = List.of("one", "an orange", "three").stream()
                .map(text -> api.comment("bob", postId, text).id())
                .toList();
        commentIds.forEach(id -> api.awaitVersion(id, 2));
        api.editing("bob", commentIds.getFirst(), "one, edited")
                .ifMatch("\"2\"")
                .send()
                .expect(200);
        commentIds.forEach(id -> api.awaitVersion(id, id.equals(commentIds.getFirst()) ? 4 : 2));
        api.retitling("ada", postId, "Once only").ifMatch("\"1\"").send().expect(200);
        awaitTitle(postId, "Once only");
        patiently().until(() -> contents(api.awaitCount(postId, 2)).contains("one, edited"));
        String before = everythingOf(postId, commentIds);

        for (Topic topic : List.of(Topic.POSTS, Topic.COMMENTS, Topic.MODERATION)) {
            publishAgain(topic, postId);
        }

        assertThat(everythingOf(postId, commentIds)).isEqualTo(before);
    }

    /// Everything in its order, then everything backwards: older ones after newer ones.
    private void publishAgain(Topic topic, UUID postId) {
        List<ConsumerRecord<String, byte[]>> seen = topics.records(topic, Set.of(postId));
        assertThat(seen).isNotEmpty();
        seen.forEach(topics::again);
        seen.reversed().forEach(topics::again);
        RecordMetadata last = topics.again(seen.getFirst());
        readersOf(topic).forEach(service -> stores.awaitConsumed(service, last));
    }

    private static List<String> readersOf(Topic topic) {
        return switch (topic) {
            case POSTS -> List.of(RunningSystem.COMMENT, RunningSystem.QUERY);
            case COMMENTS -> List.of(RunningSystem.MODERATION, RunningSystem.QUERY);
            case MODERATION -> List.of(RunningSystem.COMMENT);
            case TASKS -> List.of(RunningSystem.QUERY);
        };
    }

    private String everythingOf(UUID postId, List<UUID> commentIds) {
        StringBuilder everything = new StringBuilder();
        everything.append(api.read("/posts/" + postId).send().expect(200).text());
        for (CommentStatus status : CommentStatus.values()) {
            everything.append(api.all("/posts/" + postId + "/comments?limit=100&status=" + status.wireName()));
        }
        for (UUID id : commentIds) {
            everything.append(api.commentAsKept(id).expect(200).text());
            everything.append(Call.get(api.url(RunningSystem.MODERATION, "/comments/" + id + "/history"))
                    .send()
                    .expect(200)
                    .text());
        }
        return everything.toString();
    }

    @Test
    void a_verdict_on_an_old_revision_is_ignored() {
        UUID postId = api.post("ada", "Edited").id();
        UUID commentId = api.comment("bob", postId, "first").id();
        api.awaitVersion(commentId, 2);
        api.editing("bob", commentId, "second").ifMatch("\"2\"").send().expect(200);
        api.awaitVersion(commentId, 4);

        stores.awaitConsumed(RunningSystem.COMMENT, topics.publish(rejection(commentId, postId, 1), 3));
        JsonNode kept = api.commentAsKept(commentId).expect(200).json();
        assertThat(kept.path("status").asString()).isEqualTo("approved");
        assertThat(kept.path("version").asInt()).isEqualTo(4);

        stores.awaitConsumed(RunningSystem.COMMENT, topics.publish(rejection(commentId, postId, 2), 4));
        assertThat(api.commentAsKept(commentId)
                        .expect(200)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("rejected");
        api.awaitCount(postId, 0);
    }

    private CommentModerated rejection(UUID commentId, UUID postId, int revision) {
        return new CommentModerated(
                commentId, postId, revision, Verdict.REJECTED, null, null, "by hand", 1, "carol", now);
    }

    @Test
    void a_task_that_comes_again_keeps_its_newest_state() {
        UUID taskId = UUID.fromString(api.creatingTask(Map.of("name", "Twice"))
                .send()
                .expect(201)
                .json()
                .path("task")
                .path("id")
                .asString());
        Answer active =
                api.updatingTask(taskId, Map.of("status", "active")).send().expect(200);
        String before = api.read("/tasks/" + taskId + "?wait=10000")
                .seeing(active.token())
                .send()
                .expect(200)
                .text();

        publishAgain(Topic.TASKS, taskId);

        assertThat(api.read("/tasks/" + taskId).send().expect(200).text()).isEqualTo(before);
    }

    private void awaitTitle(UUID postId, String title) {
        patiently()
                .until(() -> api.read("/posts/" + postId)
                        .send()
                        .json()
                        .path("title")
                        .asString("")
                        .equals(title));
    }

    private static List<String> contents(JsonNode post) {
        return Api.texts(Api.list(post.path("comments")), "content");
    }
}
