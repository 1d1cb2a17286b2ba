package dev.reprise.query.model;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// A part of the read model in memory, into which events are folded one by one. Pure but for its own state; used by one
/// thread at a time.
public final class WorkingSet {

    private final Map<UUID, PostEntry> posts = new HashMap<>();
    private final Map<UUID, Discussion> discussions = new HashMap<>();
    private final Map<String, CommentEntry> comments = new HashMap<>();
    private final Map<UUID, TaskEntry> tasks = new HashMap<>();
    private final Set<UUID> changedPosts = new HashSet<>();
    private final Set<UUID> changedDiscussions = new HashSet<>();
    private final Set<String> changedComments = new HashSet<>();
    private final Set<UUID> changedTasks = new HashSet<>();

    void put(UUID postId, PostEntry post) {
        posts.put(postId, post);
    }

    void put(UUID postId, Discussion discussion) {
        discussions.put(postId, discussion);
    }

    void put(CommentEntry comment) {
        comments.put(comment.id(), comment);
    }

    void put(TaskEntry task) {
        tasks.put(task.taskId(), task);
    }

    void change(UUID postId, Discussion discussion) {
        discussions.put(postId, discussion);
        changedDiscussions.add(postId);
    }

    /// Folds one event. Events of one partition have to come in their order; duplicates and any order between topics
    /// are fine.
    ///
    /// @param offset the event's place in its partition
    public void apply(DomainEvent event, long sequence, long offset) {
        switch (event) {
            case PostEvent post -> applyToPost(post, sequence);
            case CommentEvent comment -> applyToComment(comment, sequence, offset);
            case TaskEvent task -> applyToTask(task, sequence);
            case ModerationEvent _ -> {
                // comment-service interprets verdicts; readers see its CommentUpdated.
            }
        }
    }

    private void applyToPost(PostEvent event, long sequence) {
        PostEntry now = PostEntry.after(posts.get(event.postId()), event, sequence);
        if (now != null) {
            posts.put(event.postId(), now);
            changedPosts.add(event.postId());
        }
    }

    private void applyToComment(CommentEvent event, long sequence, long offset) {
        String id = CommentEntry.id(event.postId(), event.commentId());
        CommentEntry before = comments.get(id);
        CommentEntry now = CommentEntry.after(before, event, sequence);
        if (now == null) {
            return;
        }
        comments.put(id, now);
        changedComments.add(id);
        Discussion discussion = discussions.getOrDefault(event.postId(), Discussion.EMPTY);
        Discussion after = discussion.after(before, now, offset);
        if (after != null) {
            change(event.postId(), after);
        }
    }

    private void applyToTask(TaskEvent event, long sequence) {
        TaskEntry now = TaskEntry.after(tasks.get(event.taskId()), event, sequence);
        if (now != null) {
            put(now);
            changedTasks.add(event.taskId());
        }
    }

    Map<UUID, PostEntry> changedPosts() {
        return chosen(posts, changedPosts);
    }

    Map<UUID, Discussion> changedDiscussions() {
        return chosen(discussions, changedDiscussions);
    }

    Collection<CommentEntry> changedComments() {
        return chosen(comments, changedComments).values();
    }

    Collection<TaskEntry> changedTasks() {
        return chosen(tasks, changedTasks).values();
    }

    /// The comments of a post that are in memory, changed or not, by id.
    Map<UUID, CommentEntry> commentsOf(UUID postId) {
        return comments.values().stream()
                .filter(comment -> comment.postId().equals(postId))
                .collect(Collectors.toMap(CommentEntry::commentId, comment -> comment));
    }

    private static <K, V> Map<K, V> chosen(Map<K, V> all, Set<K> keys) {
        Map<K, V> chosen = new HashMap<>();
        keys.forEach(key -> {
            V value = all.get(key);
            if (value != null) {
                chosen.put(key, value);
            }
        });
        return chosen;
    }
}
