package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Nobody but its author ever sees a comment that is not approved.
@ExtendWith(OneSystem.class)
class UnapprovedCommentsIT {

    private static final int COMMENTS = 50;
    private static final List<String> REJECTABLE = List.of(
            "an orange",
            "Orange!",
            "ORANGES",
            "the orangery",
            "blood-orange",
            "Storange",
            "oRaNgE",
            "xorangex",
            "two\noranges",
            "(orange)");

    private final Api api;
    private final Topics topics;
    private final Stores stores;

    UnapprovedCommentsIT(Api api, Topics topics, Stores stores) {
        this.api = api;
        this.topics = topics;
        this.stores = stores;
    }

    @Test
    void no_reader_ever_sees_one_while_comments_are_written_and_screened() {
        UUID postId = api.post("ada", "Fruit").id();
        api.awaitCount(postId, 0);
        CountDownLatch firstLook = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Seen> reader = CompletableFuture.supplyAsync(() -> watch(postId, firstLook, done));
        patiently().until(() -> firstLook.getCount() == 0);
        List<UUID> rejectable = new ArrayList<>();
        try {
            for (int i = 0; i < COMMENTS; i++) {
                boolean rejected = i % 5 == 2;
                String content = rejected ? REJECTABLE.get(i / 5) : "a quince, number " + i;
                UUID id = api.comment("bob", postId, content).id();
                if (rejected) {
                    rejectable.add(id);
                }
            }
            api.awaitCount(postId, COMMENTS - REJECTABLE.size());
            patiently().until(() -> rejected(postId).size() == REJECTABLE.size());
        } finally {
            done.countDown();
        }

        Seen seen = reader.join();
        assertThat(seen.unapproved()).isEmpty();
        assertThat(seen.looks()).isGreaterThan(5);
        assertThat(seen.shown()).hasSizeGreaterThan(COMMENTS / 2).noneMatch(UnapprovedCommentsIT::isRejectable);
        assertThat(Api.texts(rejected(postId), "id"))
                .containsExactlyElementsOf(
                        rejectable.stream().map(UUID::toString).toList());
        assertThat(Api.texts(rejected(postId), "content")).containsExactlyElementsOf(REJECTABLE);
        assertThat(Api.texts(rejected(postId), "reason")).containsOnly("contains \"orange\"");
    }

    /// @param looks how many rounds of reads
    /// @param shown every content that was ever shown
    /// @param unapproved what should not have been
    private record Seen(int looks, Set<String> shown, List<String> unapproved) {}

    private Seen watch(UUID postId, CountDownLatch firstLook, CountDownLatch done) {
        Set<String> shown = new HashSet<>();
        List<String> unapproved = new ArrayList<>();
        int looks = 0;
        boolean last = false;
        while (!last) {
            last = done.getCount() == 0;
            for (JsonNode comment : publicComments(postId)) {
                String content = comment.path("content").asString();
                shown.add(content);
                if (!comment.path("status").asString().equals("approved") || isRejectable(content)) {
                    unapproved.add(comment.toString());
                }
            }
            looks++;
            firstLook.countDown();
        }
        return new Seen(looks, shown, unapproved);
    }

    private List<JsonNode> publicComments(UUID postId) {
        List<JsonNode> comments = new ArrayList<>();
        for (String sort : List.of("newest", "oldest", "most-commented")) {
            JsonNode page =
                    api.read("/posts?limit=100&sort=" + sort).send().expect(200).json();
            Api.items(page).forEach(post -> comments.addAll(Api.list(post.path("comments"))));
        }
        JsonNode post =
                api.read("/posts/" + postId).as("carol").send().expect(200).json();
        comments.addAll(Api.list(post.path("comments")));
        for (String who : List.of("anonymous", "carol")) {
            comments.addAll(commentsFor(postId, who));
        }
        return comments;
    }

    private static boolean isRejectable(String content) {
        return content.toLowerCase(Locale.ROOT).contains("orange");
    }

    private List<JsonNode> rejected(UUID postId) {
        return api.all("/posts/" + postId + "/comments?limit=100&status=rejected");
    }

    @Test
    void its_author_sees_a_pending_comment_and_nobody_else_does() {
        UUID postId = api.post("ada", "Pending").id();
        // By hand, so that comment-service does not know it and no verdict ever ends the wait.
        CommentCreated pending = new CommentCreated(
                Ids.next(), postId, "bob", "not yet", CommentStatus.PENDING, 1, Instant.ofEpochSecond(1_900_000_000));
        stores.awaitConsumed(RunningSystem.QUERY, topics.publish(pending, 1));

        assertThat(Api.texts(commentsFor(postId, "bob"), "content")).containsExactly("not yet");
        assertThat(Api.texts(commentsFor(postId, "bob"), "status")).containsExactly("pending");
        assertThat(commentsFor(postId, "carol")).isEmpty();
        assertThat(commentsFor(postId, "anonymous")).isEmpty();
        assertThat(api.awaitCount(postId, 0).path("comments").isEmpty()).isTrue();
    }

    private List<JsonNode> commentsFor(UUID postId, String author) {
        return Api.items(api.read("/posts/" + postId + "/comments?limit=100")
                .as(author)
                .send()
                .expect(200)
                .json());
    }

    @Test
    void the_history_explains_a_verdict() {
        UUID postId = api.post("ada", "Why").id();
        UUID commentId = api.comment("bob", postId, "An Orangery is a house.").id();
        api.awaitVersion(commentId, 2);

        JsonNode history = Call.get(api.url(RunningSystem.MODERATION, "/comments/" + commentId + "/history"))
                .send()
                .expect(200)
                .json();

        assertThat(history.path("postId").asString()).isEqualTo(postId.toString());
        assertThat(Api.items(history)).hasSize(1);
        JsonNode verdict = Api.items(history).getFirst();
        assertThat(verdict.path("status").asString()).isEqualTo("rejected");
        assertThat(verdict.path("revision").asInt()).isEqualTo(1);
        assertThat(verdict.path("ruleId").asString()).isEqualTo("orange");
        assertThat(verdict.path("matched").asString()).isEqualTo("Orange");
        assertThat(verdict.path("reason").asString()).isEqualTo("contains \"orange\"");
        assertThat(verdict.path("decidedBy").asString()).isEqualTo("policy");
        JsonNode inForce = Call.get(api.url(RunningSystem.MODERATION, "/policy"))
                .send()
                .expect(200)
                .json();
        assertThat(verdict.path("policyVersion").asInt())
                .isEqualTo(inForce.path("version").asInt());
    }
}
