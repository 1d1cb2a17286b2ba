package dev.reprise.query.generations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.reprise.events.CommentEvent;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.springframework.stereotype.Component;

/// Counts, in this instance, the changes of the model that is served. Who notes a version, then reads the store, has
/// read nothing older than what that version had seen. Thread-safe.
///
/// Posts share [#STRIPES] counters, so that memory does not grow with them: a change of one may look like one of
/// another.
@Component
public class Versions {

    private static final int STRIPES = 4_096;
    private static final int NONE = 0;
    private static final int REMEMBERED = 20_000;

    private record Subject(int generation, UUID id) {}

    private final AtomicLongArray posts = new AtomicLongArray(STRIPES);
    private final AtomicLong allPosts = new AtomicLong();
    private final AtomicLong tasks = new AtomicLong();
    private final Cache<Subject, Long> seen =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private volatile int generation = NONE;

    /// Whether the counters are those of that generation. None are while a switch is on its way, and as long as the
    /// changes can't be followed.
    public boolean areOf(int number) {
        return generation == number;
    }

    /// Of one post and its comments.
    public long ofPost(UUID postId) {
        return posts.get(stripe(postId));
    }

    /// Of all posts and their comments.
    public long ofPosts() {
        return allPosts.get();
    }

    /// Of all tasks.
    public long ofTasks() {
        return tasks.get();
    }

    /// Whether that event of the subject is known to be visible in a generation, and in all that was read of it since.
    public boolean haveSeen(int number, UUID subject, long sequence) {
        Long last = seen.getIfPresent(new Subject(number, subject));
        return last != null && last >= sequence;
    }

    /// An event has become visible in a generation.
    public void changed(int number, DomainEvent event, long sequence) {
        switch (event) {
            case PostEvent post -> changedPost(post.postId());
            case CommentEvent comment -> changedPost(comment.postId());
            case TaskEvent _ -> tasks.incrementAndGet();
            case ModerationEvent _ -> {
                // Changes nothing that readers see.
            }
        }
        saw(number, event.subject(), sequence);
    }

    /// The write of a token has become visible in a generation.
    public void changed(int number, ConsistencyToken token) {
        switch (token.topic()) {
            case POSTS, COMMENTS -> changedPost(token.key());
            case TASKS -> tasks.incrementAndGet();
            case MODERATION -> {
                // Readers are shown nothing of a verdict.
            }
        }
        saw(number, token.subject(), token.sequence());
    }

    private void changedPost(UUID postId) {
        posts.incrementAndGet(stripe(postId));
        allPosts.incrementAndGet();
    }

    private void saw(int number, UUID subject, long sequence) {
        seen.asMap().merge(new Subject(number, subject), sequence, Math::max);
    }

    /// Counts for no generation until [#beginWith].
    public void end() {
        generation = NONE;
    }

    /// Counts for that generation from now on; everything has changed.
    public void beginWith(int number) {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            posts.incrementAndGet(stripe);
        }
        allPosts.incrementAndGet();
        tasks.incrementAndGet();
        generation = number;
    }

    private static int stripe(UUID postId) {
        return Math.floorMod(postId.hashCode(), STRIPES);
    }
}
