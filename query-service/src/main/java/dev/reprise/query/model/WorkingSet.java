package dev.reprise.query.model;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of the read model in memory, into which events are folded one by one. Pure but for its own state; used by one
/// thread at a time.
public final class WorkingSet {

    /// The documents of one kind: what they are now, which of them events have changed, and which are stored already.
    private static final class Kind<K, V> {
        private final Map<K, V> all = new HashMap<>();
        private final Set<K> changed = new HashSet<>();
        private final Set<K> stored = new HashSet<>();
        private final Comparator<K> order;

        /// @param order the order of the documents' `_id`s
        private Kind(Comparator<K> order) {
            this.order = order;
        }

        private @Nullable V get(K key) {
            return all.get(key);
        }

        private void load(K key, V value) {
            all.put(key, value);
            stored.add(key);
        }

        private void change(K key, V value) {
            all.put(key, value);
            changed.add(key);
        }

        private void settle() {
            stored.addAll(changed);
            changed.clear();
        }

        /// In the order of their `_id`s: documents that are written one after the other then stand side by side.
        private Map<K, V> changed() {
            List<K> keys = new ArrayList<>(changed);
            keys.sort(order);
            Map<K, V> chosen = LinkedHashMap.newLinkedHashMap(keys.size());
            for (K key : keys) {
                V value = all.get(key);
                if (value != null) {
                    chosen.put(key, value);
                }
            }
            return chosen;
        }
    }

    private final Kind<UUID, PostEntry> posts = new Kind<>(TextOrder.OF_IDS);
    private final Kind<UUID, Discussion> discussions = new Kind<>(TextOrder.OF_IDS);
    private final Kind<CommentKey, CommentEntry> comments = new Kind<>(CommentKey.ORDER);
    private final Kind<UUID, TaskEntry> tasks = new Kind<>(TextOrder.OF_IDS);

    /// By their ids. Nothing follows from a change once it is stored, so it is not kept any longer than that.
    private final SortedMap<String, TaskChange> taskChanges = new TreeMap<>();

    private long bytes;

    void load(UUID postId, PostEntry post) {
        posts.load(postId, post);
        bytes += post.bytes();
    }

    void load(UUID postId, Discussion discussion) {
        discussions.load(postId, discussion);
        bytes += discussion.bytes();
    }

    void load(CommentEntry comment) {
        comments.load(comment.key(), comment);
        bytes += comment.bytes();
    }

    void load(TaskEntry task) {
        tasks.load(task.taskId(), task);
        bytes += task.bytes();
    }

    void change(UUID postId, Discussion discussion) {
        discussions.change(postId, discussion);
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
        PostEntry before = posts.get(event.postId());
        PostEntry now = PostEntry.after(before, event, sequence);
        if (now != null) {
            posts.change(event.postId(), now);
            bytes += now.bytes() - (before == null ? 0 : before.bytes());
        }
    }

    private void applyToComment(CommentEvent event, long sequence, long offset) {
        CommentKey key = new CommentKey(event.postId(), event.commentId());
        CommentEntry before = comments.get(key);
        CommentEntry now = CommentEntry.after(before, event, sequence);
        if (now == null) {
            return;
        }
        comments.change(key, now);
        Discussion discussion = discussions.get(event.postId());
        Discussion after = (discussion == null ? Discussion.EMPTY : discussion).after(before, now, offset);
        if (after != null) {
            change(event.postId(), after);
        }
        bytes += now.bytes() - (before == null ? 0 : before.bytes());
        bytes += discussion == null ? Discussion.EMPTY.bytes() : 0;
    }

    private void applyToTask(TaskEvent event, long sequence) {
        TaskEntry before = tasks.get(event.taskId());
        TaskEntry now = TaskEntry.after(before, event, sequence);
        if (now != null) {
            tasks.change(event.taskId(), now);
            TaskChange change = TaskChange.of(before, now, event);
            taskChanges.put(change.id(), change);
            bytes += change.bytes();
            bytes += now.bytes() - (before == null ? 0 : before.bytes());
        }
    }

    /// What there is in it.
    public Current current() {
        Map<UUID, CommentEntry> byId = HashMap.newHashMap(comments.all.size());
        comments.all.forEach((key, comment) -> byId.put(key.commentId(), comment));
        return new Current(posts.all, discussions.all, byId, tasks.all);
    }

    /// What was changed has been stored: it stays in memory and counts as unchanged from now on.
    public void settle() {
        posts.settle();
        discussions.settle();
        comments.settle();
        tasks.settle();
        bytes -= taskChanges.values().stream().mapToLong(TaskChange::bytes).sum();
        taskChanges.clear();
    }

    /// About how much memory this takes, in bytes.
    public long bytes() {
        return bytes;
    }

    boolean knows(UUID postId) {
        return posts.all.containsKey(postId) || discussions.all.containsKey(postId);
    }

    boolean knows(CommentKey comment) {
        return comments.all.containsKey(comment);
    }

    boolean knowsTask(UUID taskId) {
        return tasks.all.containsKey(taskId);
    }

    Map<UUID, PostEntry> changedPosts() {
        return posts.changed();
    }

    Map<UUID, Discussion> changedDiscussions() {
        return discussions.changed();
    }

    Collection<CommentEntry> changedComments() {
        return comments.changed().values();
    }

    Collection<TaskEntry> changedTasks() {
        return tasks.changed().values();
    }

    /// What happened to tasks, in the order of their ids.
    Collection<TaskChange> taskChanges() {
        return taskChanges.values();
    }

    /// Whether nothing of the post was in the store when it was looked for.
    boolean isNewPost(UUID postId) {
        return !posts.stored.contains(postId) && !discussions.stored.contains(postId);
    }

    boolean isNew(CommentEntry comment) {
        return !comments.stored.contains(comment.key());
    }

    boolean isNew(TaskEntry task) {
        return !tasks.stored.contains(task.taskId());
    }

    /// The comments of some posts that are in memory, changed or not, by post.
    Map<UUID, Collection<CommentEntry>> commentsOf(Set<UUID> postIds) {
        Map<UUID, Collection<CommentEntry>> found = HashMap.newHashMap(postIds.size());
        if (!postIds.isEmpty()) {
            Function<UUID, Collection<CommentEntry>> none = _ -> new HashSet<>();
            comments.all.values().stream()
                    .filter(comment -> postIds.contains(comment.postId()))
                    .forEach(comment ->
                            found.computeIfAbsent(comment.postId(), none).add(comment));
        }
        return found;
    }
}
