package dev.reprise.system.campaign;

import dev.reprise.events.CommentStatus;
import dev.reprise.events.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The read model as data, whoever made it. What is deleted stays, without its text.
///
/// @param discussions what the list of posts shows of each post's comments; of every post that has an event or a
/// comment
record Model(
        Map<UUID, Post> posts, Map<UUID, Discussion> discussions, Map<UUID, Comment> comments, Map<UUID, Task> tasks) {

    record Post(
            String title,
            String body,
            String authorId,
            long version,
            Instant createdAt,
            Instant updatedAt,
            boolean deleted) {}

    /// @param newest the three newest that everybody may see, the newest first
    record Discussion(long commentCount, List<UUID> newest) {}

    record Comment(
            UUID postId,
            String authorId,
            String content,
            CommentStatus status,
            int revision,
            @Nullable String reason,
            long version,
            Instant createdAt,
            Instant updatedAt,
            boolean deleted,
            boolean wasShown) {

        boolean isShown() {
            return status == CommentStatus.APPROVED && !deleted;
        }
    }

    record Task(
            String name,
            @Nullable String description,
            TaskStatus status,
            long version,
            Instant createdAt,
            Instant updatedAt) {}

    /// The version of what the id names, 0 when there is no such thing.
    long version(UUID id) {
        Post post = posts.get(id);
        Comment comment = comments.get(id);
        Task task = tasks.get(id);
        return post != null ? post.version() : comment != null ? comment.version() : task != null ? task.version() : 0;
    }

    /// In what this one differs from another, a line for each document.
    List<String> differences(Model other) {
        List<String> differences = new ArrayList<>();
        differences.addAll(differences("post", posts, other.posts));
        differences.addAll(differences("discussion", discussions, other.discussions));
        differences.addAll(differences("comment", comments, other.comments));
        differences.addAll(differences("task", tasks, other.tasks));
        return differences;
    }

    private static <V> List<String> differences(String kind, Map<UUID, V> one, Map<UUID, V> other) {
        TreeSet<UUID> ids = new TreeSet<>(one.keySet());
        ids.addAll(other.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(one.get(id), other.get(id)))
                .map(id -> "%s %s is %s and not %s".formatted(kind, id, one.get(id), other.get(id)))
                .toList();
    }
}
