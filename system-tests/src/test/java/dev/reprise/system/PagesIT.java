package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Lists read page by page while others write.
@ExtendWith(OneSystem.class)
class PagesIT {

    private static final int POSTS = 250;
    private static final int COMMENTS = 70;

    private final Api api;

    PagesIT(Api api) {
        this.api = api;
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest", "most-commented"})
    void pages_repeat_nothing_and_leave_nothing_out_while_posts_are_added(String sort) {
        Set<String> before = somePosts(sort);
        List<JsonNode> listed = new ArrayList<>();
        String cursor = "";
        int page = 0;
        do {
            JsonNode answer = api.read("/posts?limit=20&sort=" + sort + cursor)
                    .send()
                    .expect(200)
                    .json();
            assertThat(Api.items(answer)).hasSizeLessThanOrEqualTo(20);
            listed.addAll(Api.items(answer));
            cursor = answer.path("nextCursor").isString()
                    ? "&cursor=" + answer.path("nextCursor").asString()
                    : "";
            if (page++ % 2 == 0 && page < 40) {
                Answer added = api.post("ada", "Added meanwhile");
                api.read("/posts?limit=1&wait=10000")
                        .seeing(added.token())
                        .send()
                        .expect(200);
            }
        } while (!cursor.isEmpty());

        List<String> ids = Api.texts(listed, "id");
        assertThat(ids).doesNotHaveDuplicates().containsAll(before);
        List<String> inOrder = new ArrayList<>(ids);
        switch (sort) {
            case "newest" ->
                assertThat(ids).isEqualTo(inOrder.stream().sorted().toList().reversed());
            case "oldest" -> assertThat(ids).isEqualTo(inOrder.stream().sorted().toList());
            default ->
                assertThat(counts(listed))
                        .isEqualTo(counts(listed).stream().sorted().toList().reversed());
        }
    }

    private static List<Integer> counts(List<JsonNode> posts) {
        return posts.stream().map(post -> post.path("commentCount").asInt()).toList();
    }

    /// Visible ones, the first few of them with comments.
    private Set<String> somePosts(String sort) {
        List<Answer> posts;
        try (Crowd crowd = new Crowd(POSTS, i -> api.posting("ada", sort + " " + i))) {
            posts = crowd.answers();
        }
        for (int i = 0; i < 8; i++) {
            UUID postId = posts.get(i).id();
            IntStream.range(0, i % 4).forEach(_ -> api.comment("bob", postId, "counted"));
            api.awaitCount(postId, i % 4);
        }
        Set<String> ids = new HashSet<>();
        for (Answer post : posts) {
            api.read("/posts?limit=1&wait=10000").seeing(post.token()).send().expect(200);
            ids.add(post.id().toString());
        }
        return ids;
    }

    @Test
    void comments_beyond_the_first_fifty_are_on_the_further_pages() {
        UUID postId = api.post("ada", "Much discussed").id();
        api.awaitCount(postId, 0);
        List<String> contents =
                IntStream.range(0, COMMENTS).mapToObj(i -> "Comment " + i).toList();
        contents.forEach(content -> api.comment("bob", postId, content));
        JsonNode post = api.awaitCount(postId, COMMENTS);

        List<String> seen = new ArrayList<>(Api.texts(Api.list(post.path("comments")), "content"));
        assertThat(seen).hasSize(50);
        assertThat(post.path("nextCursor").isString()).isTrue();
        seen.addAll(Api.texts(
                api.allAfter(post.path("nextCursor").asString(), "/posts/" + postId + "/comments?limit=7"), "content"));

        assertThat(seen).containsExactlyElementsOf(contents);
        assertThat(Api.texts(api.all("/posts/" + postId + "/comments?limit=20"), "content"))
                .containsExactlyElementsOf(contents);
    }
}
