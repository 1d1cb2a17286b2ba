package dev.reprise.query.model;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The read model as the plainest code there can be computes it: every event once, then every count by counting.
/// What the real projection stores has to equal this.
final class PlainFold {

    final Map<UUID, PostEntry> posts = new HashMap<>();
    final Map<UUID, CommentEntry> comments = new HashMap<>();
    final Map<UUID, TaskEntry> tasks = new HashMap<>();

    /// As people would tell them: who did what, in which version.
    final Map<UUID, List<String>> taskHistories = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    void apply(DomainEvent event, long sequence) {
        if (!seen.add(event.subject() + "/" + sequence)) {
            return;
        }
        switch (event) {
            case PostEvent post -> posts.compute(post.postId(), (_, before) -> PostEntry.after(before, post, sequence));
            case CommentEvent comment ->
                comments.compute(comment.commentId(), (_, before) -> CommentEntry.after(before, comment, sequence));
            case TaskEvent task -> {
                TaskEntry before = tasks.get(task.taskId());
                TaskEntry now = TaskEntry.after(before, task, sequence);
                if (now != null) {
                    tasks.put(task.taskId(), now);
                    taskHistories
                            .computeIfAbsent(task.taskId(), _ -> new ArrayList<>())
                            .add(told(before, now, task));
                }
            }
            default -> throw new IllegalArgumentException("not part of the read model: " + event);
        }
    }

    private static String told(@Nullable TaskEntry before, TaskEntry now, TaskEvent event) {
        List<String> changed = new ArrayList<>();
        if (before == null || !before.name().equals(now.name())) {
            changed.add("name " + now.name());
        }
        if (!Objects.equals(before == null ? null : before.description(), now.description())) {
            changed.add("description " + now.description());
        }
        if (before == null || before.status() != now.status()) {
            changed.add("status " + now.status());
        }
        return "%d by %s at %s: %s".formatted(now.version(), event.changedBy(), event.occurredAt(), changed);
    }

    Map<UUID, Long> counts() {
        Map<UUID, Long> counts = new TreeMap<>();
        comments.values().stream()
                .filter(CommentEntry::isShown)
                .forEach(comment -> counts.merge(comment.postId(), 1L, Long::sum));
        return counts;
    }

    Map<UUID, List<UUID>> newest() {
        Map<UUID, List<UUID>> newest = new LinkedHashMap<>();
        counts().keySet()
                .forEach(postId -> newest.put(
                        postId,
                        comments.values().stream()
                                .filter(comment ->
                                        comment.isShown() && comment.postId().equals(postId))
                                .map(CommentEntry::commentId)
                                .sorted(Comparator.comparing(UUID::toString).reversed())
                                .limit(Discussion.SHOWN)
                                .toList()));
        return newest;
    }
}
