package dev.reprise.post.authoring;

import dev.reprise.events.PostEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.recorded.ModelDigest;
import dev.reprise.starter.recorded.RecordedHistory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a restored database of this service would hold after each recorded history.
class RecordedHistoryTest {

    private record Folded(long version, Post state) {}

    @Test
    void posts_fold_from_every_recorded_history_as_they_always_did() {
        ModelDigest digest = new ModelDigest();
        for (RecordedHistory history : RecordedHistory.all()) {
            Map<String, Folded> posts = new HashMap<>();
            for (ReceivedEvent received : history.events(Topic.POSTS)) {
                PostEvent event = (PostEvent) received.event().data();
                posts.compute(
                        event.postId().toString(),
                        (_, before) -> after(before, event, received.event().sequence()));
            }
            digest.add(history, "posts", posts);
        }
        digest.assertUnchanged();
    }

    private static @Nullable Folded after(@Nullable Folded before, PostEvent event, long sequence) {
        if (before != null && sequence <= before.version()) {
            return before;
        }
        if (event instanceof PostCreated created) {
            return new Folded(sequence, Post.opened(created));
        }
        return before == null ? null : new Folded(sequence, before.state().after(event));
    }
}
