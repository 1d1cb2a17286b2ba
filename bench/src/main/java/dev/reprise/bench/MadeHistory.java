package dev.reprise.bench;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// A made-up history that is the same for the same seed: one event in twenty is a new post, nearly all others are
/// comments and their verdicts, in between come edits, deletions and tasks. Verdicts follow some events later.
final class MadeHistory {

    private static final int EVENTS_PER_POST = 20;
    private static final int AWAITING_VERDICT = 30;
    private static final int REMEMBERED = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private record Subject(UUID id, UUID postId, String text, int revision, long sequence) {}

    private final Random random;
    private final MadeText text;
    private final Consumer<EventEnvelope> told;
    private final List<UUID> posts = new ArrayList<>();
    private final Deque<Subject> waiting = new ArrayDeque<>();
    private final List<Subject> decided = new ArrayList<>();
    private final List<Subject> tasks = new ArrayList<>();
    private final List<Subject> recentPosts = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /// @param told is given each event, in order
    MadeHistory(long seed, Consumer<EventEnvelope> told) {
        this.random = new Random(seed);
        this.text = new MadeText(random);
        this.told = told;
    }

    void tell(int events) {
        for (int at = 0; at < events; at++) {
            now = now.plus(BETWEEN);
            if (at % EVENTS_PER_POST == 0) {
                openPost();
            } else if (waiting.size() >= AWAITING_VERDICT) {
                decide(waiting.removeFirst());
            } else {
                anything(random.nextInt(100));
            }
        }
    }

    private void anything(int dice) {
        if (dice == 0) {
            editPost();
        } else if (dice == 1 || tasks.isEmpty()) {
            openTask();
        } else if (dice == 2) {
            moveTask();
        } else if (dice == 3 && !decided.isEmpty()) {
            deleteComment(take(decided));
        } else if (dice < 7 && !decided.isEmpty()) {
            editComment(take(decided));
        } else {
            openComment();
        }
    }

    private void openPost() {
        UUID id = id();
        posts.add(id);
        remember(recentPosts, new Subject(id, id, "", 1, 1));
        told("/post-service", 1, new PostCreated(id, text.words(3, 10), text.words(40, 120), author(), now));
    }

    private void editPost() {
        Subject post = take(recentPosts);
        remember(recentPosts, new Subject(post.id(), post.id(), "", 1, post.sequence() + 1));
        told(
                "/post-service",
                post.sequence() + 1,
                new PostUpdated(post.id(), text.words(3, 10), text.words(40, 120), now));
    }

    private void openComment() {
        UUID postId = posts.get(random.nextInt(posts.size()));
        Subject comment = new Subject(id(), postId, text.words(8, 40), 1, 1);
        waiting.add(comment);
        told(
                "/comment-service",
                1,
                new CommentCreated(comment.id(), postId, author(), comment.text(), CommentStatus.PENDING, 1, now));
    }

    private void decide(Subject comment) {
        boolean approved = random.nextInt(10) > 0;
        remember(decided, changed(comment, comment.text(), comment.revision()));
        told(
                "/comment-service",
                comment.sequence() + 1,
                new CommentUpdated(
                        comment.id(),
                        comment.postId(),
                        comment.text(),
                        approved ? CommentStatus.APPROVED : CommentStatus.REJECTED,
                        comment.revision(),
                        approved ? null : "contains \"orange\"",
                        now));
    }

    private void editComment(Subject comment) {
        Subject edited = changed(comment, text.words(8, 40), comment.revision() + 1);
        waiting.add(edited);
        told(
                "/comment-service",
                edited.sequence(),
                new CommentUpdated(
                        edited.id(),
                        edited.postId(),
                        edited.text(),
                        CommentStatus.PENDING,
                        edited.revision(),
                        null,
                        now));
    }

    private static Subject changed(Subject comment, String content, int revision) {
        return new Subject(comment.id(), comment.postId(), content, revision, comment.sequence() + 1);
    }

    private void deleteComment(Subject comment) {
        told("/comment-service", comment.sequence() + 1, new CommentDeleted(comment.id(), comment.postId(), now));
    }

    private void openTask() {
        Subject task = new Subject(id(), id(), text.words(2, 6), 1, 1);
        remember(tasks, task);
        told("/task-service", 1, new TaskCreated(task.id(), task.text(), null, TaskStatus.NEW, now, null));
    }

    private void moveTask() {
        Subject task = take(tasks);
        told(
                "/task-service",
                task.sequence() + 1,
                new TaskUpdated(task.id(), task.text(), text.words(5, 20), TaskStatus.ACTIVE, now, null));
    }

    private void remember(List<Subject> subjects, Subject subject) {
        if (subjects.size() < REMEMBERED) {
            subjects.add(subject);
        } else {
            subjects.set(random.nextInt(subjects.size()), subject);
        }
    }

    private Subject take(List<Subject> subjects) {
        Subject last = subjects.removeLast();
        return subjects.isEmpty() ? last : subjects.set(random.nextInt(subjects.size()), last);
    }

    private void told(String source, long sequence, DomainEvent data) {
        UUID cause = sequence == 1 ? null : id();
        told.accept(new EventEnvelope(id(), source, sequence, now, id(), cause, null, data));
    }

    private String author() {
        return "author-" + random.nextInt(2_000);
    }

    /// A UUIDv7 (RFC 9562) of the history's own time.
    private UUID id() {
        long most = (now.toEpochMilli() << 16) | 0x7000 | random.nextInt(1 << 12);
        return new UUID(most, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
