package dev.reprise.query.model;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import dev.reprise.events.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A history that could have happened: posts, comments and tasks that are created, edited, judged and deleted,
/// laid out on partitions by key as a broker does, with every event of the relay sent once or twice. Made from
/// a seed.
final class RandomHistory {

    /// An event where it stands.
    record Placed(DomainEvent event, long sequence, long offset) {}

    private static final int PARTITIONS = 3;
    private static final List<CommentStatus> STATUSES = List.of(CommentStatus.values());
    private static final List<TaskStatus> TASK_STATUSES = List.of(TaskStatus.values());

    /// Who changes tasks; null is somebody who did not say who they are.
    private static final List<@Nullable String> PEOPLE = Arrays.asList("ada", "bob", null);

    private final Random random;
    private final Map<String, List<Placed>> partitions = new HashMap<>();
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<UUID> posts = new ArrayList<>();
    private final List<UUID> openPosts = new ArrayList<>();
    private final List<CommentCreated> comments = new ArrayList<>();
    private final List<UUID> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-05-04T09:30:00Z");

    RandomHistory(Random random, int events) {
        this.random = random;
        for (int i = 0; i < events; i++) {
            now = now.plusMillis(1 + random.nextInt(50));
            happen();
        }
    }

    private void happen() {
        switch (random.nextInt(posts.isEmpty() ? 1 : 20)) {
            case 0, 1 -> createPost();
            case 2 -> updatePost();
            case 3 -> deletePost();
            case 4 -> append(Topic.TASKS, createdTask());
            case 5 -> updateTask();
            case 6, 7, 8, 9, 10 -> createComment();
            case 11 -> deleteComment();
            default -> updateComment();
        }
    }

    private void createPost() {
        UUID id = nextId();
        posts.add(id);
        openPosts.add(id);
        append(Topic.POSTS, new PostCreated(id, "title " + now, "", "ada", now));
    }

    private void updatePost() {
        if (!openPosts.isEmpty()) {
            append(Topic.POSTS, new PostUpdated(any(openPosts), "title " + now, "body", now));
        }
    }

    private void deletePost() {
        if (!openPosts.isEmpty() && random.nextInt(3) == 0) {
            UUID id = any(openPosts);
            openPosts.remove(id);
            append(Topic.POSTS, new PostDeleted(id, now));
        }
    }

    private TaskCreated createdTask() {
        UUID id = nextId();
        tasks.add(id);
        return new TaskCreated(id, "task", null, TaskStatus.NEW, now, any(PEOPLE));
    }

    private void updateTask() {
        if (!tasks.isEmpty()) {
            append(
                    Topic.TASKS,
                    new TaskUpdated(
                            any(tasks),
                            "task " + random.nextInt(2),
                            random.nextBoolean() ? "more" : null,
                            any(TASK_STATUSES),
                            now,
                            any(PEOPLE)));
        }
    }

    private void createComment() {
        CommentCreated created = new CommentCreated(nextId(), any(posts), "bob", "text", CommentStatus.PENDING, 1, now);
        comments.add(created);
        append(Topic.COMMENTS, created);
    }

    private void updateComment() {
        if (!comments.isEmpty()) {
            CommentCreated comment = any(comments);
            CommentStatus status = any(STATUSES);
            append(
                    Topic.COMMENTS,
                    new CommentUpdated(comment.commentId(), comment.postId(), "text " + now, status, 2, null, now));
        }
    }

    private void deleteComment() {
        if (!comments.isEmpty()) {
            CommentCreated comment = any(comments);
            comments.remove(comment);
            append(Topic.COMMENTS, new CommentDeleted(comment.commentId(), comment.postId(), now));
        }
    }

    private void append(Topic topic, DomainEvent event) {
        long sequence = sequences.merge(event.subject(), 1L, Long::sum);
        List<Placed> partition = partitions.computeIfAbsent(
                topic.wireName() + Math.floorMod(event.key().hashCode(), PARTITIONS), _ -> new ArrayList<>());
        partition.add(new Placed(event, sequence, partition.size()));
        if (random.nextInt(8) == 0 && partition.size() > 1) {
            Placed again = any(partition);
            partition.add(new Placed(again.event(), again.sequence(), partition.size()));
        }
    }

    /// A UUIDv7 of this history's clock and chance, so that a seed gives the same ids each time.
    private UUID nextId() {
        long time = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000);
        return new UUID(time, Long.MIN_VALUE | random.nextLong() >>> 2);
    }

    private <T extends @Nullable Object> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    List<List<Placed>> partitions() {
        return List.copyOf(partitions.values());
    }
}
