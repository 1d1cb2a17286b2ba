package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A post's end is the end of its comments; its beginning lets them in.
@ExtendWith(OneSystem.class)
class DeletedPostsIT {

    private static final int COMMENTS = 12;

    private final Api api;
    private final Stores stores;

    DeletedPostsIT(Api api, Stores stores) {
        this.api = api;
        this.stores = stores;
    }

    @Test
    void its_comments_go_with_it_and_late_ones_are_refused() {
        Answer post = api.post("ada", "Short-lived");
        UUID postId = post.id();
        List<UUID> comments = IntStream.range(0, COMMENTS)
                .mapToObj(i -> api.comment("bob", postId, "Comment " + i).id())
                .toList();
        api.awaitCount(postId, COMMENTS);

        Answer deleted =
                api.deletingPost("ada", postId).ifMatch(post.etag()).send().expect(204);

        Call.get(api.url(RunningSystem.POST, "/posts/" + postId)).send().expectProblem(404, "post-not-found");
        api.read("/posts/" + postId + "?wait=10000")
                .seeing(deleted.token())
                .send()
                .expectProblem(404, "post-not-found");
        api.read("/posts/" + postId + "/comments").send().expectProblem(404, "post-not-found");
        assertThat(Api.texts(api.all("/posts?limit=100"), "id")).doesNotContain(postId.toString());
        patiently().until(() -> api.commenting("bob", postId, "too late").send().status() == 404);
        api.commenting("bob", postId, "later still").send().expectProblem(404, "post-not-found");
        Call.get(api.url(RunningSystem.COMMENT, "/posts/" + postId + "/comments"))
                .send()
                .expectProblem(404, "post-not-found");
        patiently().until(() -> living(RunningSystem.COMMENT, "state.", postId) == 0);
        comments.forEach(id -> api.commentAsKept(id).expectProblem(404, "comment-not-found"));
        patiently().until(() -> living(RunningSystem.QUERY, "", postId) == 0);
        assertThat(storedTexts(postId)).containsOnly("");
    }

    /// How many comments of a post a service still has.
    private long living(String service, String prefix, UUID postId) {
        MongoCollection<Document> comments =
                service.equals(RunningSystem.QUERY) ? stores.live("comments") : stores.collection(service, "comments");
        return comments.countDocuments(
                Filters.and(Filters.eq(prefix + "postId", postId.toString()), Filters.eq(prefix + "deleted", false)));
    }

    /// What readers could be shown by mistake.
    private List<String> storedTexts(UUID postId) {
        List<String> texts = new ArrayList<>();
        for (Document comment : stores.live("comments").find(Filters.eq("postId", postId.toString()))) {
            texts.add(comment.getString("content"));
        }
        return texts;
    }

    @Test
    void a_post_created_a_moment_ago_can_be_commented_on() {
        for (int i = 0; i < 20; i++) {
            UUID postId = api.post("ada", "Brand new " + i).id();
            api.comment("bob", postId, "first!");
        }
    }

    @Test
    void a_post_that_never_was_can_not_be_commented_on() {
        api.commenting("bob", UUID.randomUUID(), "hello?").send().expectProblem(404, "post-not-found");
    }
}
