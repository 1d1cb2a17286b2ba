package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The store's process is killed while posts, comments and tasks are written.
@ExtendWith(OneSystem.class)
class KilledStoreIT {

    private static final int WRITES = 300;
    private static final int BEFORE_THE_KILL = 100;

    private final RunningSystem system;
    private final Api api;

    KilledStoreIT(RunningSystem system, Api api) {
        this.system = system;
        this.api = api;
    }

    @Test
    void every_acknowledged_write_is_there_once_after_the_restart() {
        UUID postId = api.post("ada", "A post to comment on").id();
        api.awaitCount(postId, 0);
        List<Answer> acknowledged;
        int triedAgain;
        try (Crowd crowd = new Crowd(WRITES, i -> write(i, postId))) {
            crowd.awaitAcknowledged(BEFORE_THE_KILL);
            system.kill(RunningSystem.STORE);
            system.startWhatIsMissing();
            acknowledged = crowd.answers();
            triedAgain = crowd.triedAgain();
        }

        assertThat(triedAgain).as("writes that met the dead store").isPositive();
        Set<String> posts = new HashSet<>();
        Set<String> comments = new HashSet<>();
        for (int i = 0; i < WRITES; i++) {
            Answer answer = acknowledged.get(i);
            switch (i % 3) {
                case 0 -> posts.add(requireKept(RunningSystem.POST, "/posts/", answer));
                case 1 -> comments.add(requireKept(RunningSystem.COMMENT, "/comments/", answer));
                default -> requireKept(RunningSystem.TASK, "/v1/tasks/", answer);
            }
        }
        assertThat(posts).hasSize(WRITES / 3);
        assertThat(comments).hasSize(WRITES / 3);
        api.awaitCount(postId, comments.size());
        assertThat(Api.texts(api.all("/posts/" + postId + "/comments?limit=100"), "id"))
                .containsExactlyInAnyOrderElementsOf(comments);
        for (Answer answer : acknowledged) {
            api.read("/posts?limit=1&wait=10000").seeing(answer.token()).send().expect(200);
        }
        assertThat(postsNamed("Post while the store dies")).containsExactlyInAnyOrderElementsOf(posts);
    }

    private Call write(int i, UUID postId) {
        return switch (i % 3) {
            case 0 -> api.posting("ada", "Post while the store dies");
            case 1 -> api.commenting("bob", postId, "Comment " + i);
            default -> api.creatingTask(Map.of("name", "Task " + i));
        };
    }

    /// Returns the id of what was written, once its own service has shown it.
    private String requireKept(String service, String path, Answer written) {
        String id = written.header("Location").replaceFirst(".*/", "");
        Call.get(api.url(service, path + id)).send().expect(200);
        return id;
    }

    private List<String> postsNamed(String title) {
        List<String> ids = new ArrayList<>();
        api.all("/posts?limit=100").forEach(post -> {
            if (post.path("title").asString().equals(title)) {
                ids.add(post.path("id").asString());
            }
        });
        return ids;
    }
}
