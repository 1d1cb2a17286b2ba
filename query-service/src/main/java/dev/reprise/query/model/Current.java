package dev.reprise.query.model;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// What a generation has of the subjects of some events, as it is now.
///
/// @param discussions of these posts, those that are deleted or unknown included
public record Current(
        Map<UUID, PostEntry> posts,
        Map<UUID, Discussion> discussions,
        Map<UUID, CommentEntry> comments,
        Map<UUID, TaskEntry> tasks) {

    /// The post with what the list shows of its comments; empty when it is unknown or deleted.
    public Optional<PostPage> post(UUID postId) {
        return Optional.ofNullable(posts.get(postId))
                .filter(post -> !post.deleted())
                .map(post -> new PostPage(postId, post, discussions.getOrDefault(postId, Discussion.EMPTY)));
    }

    /// The sequence of the last event of the same subject that was applied; 0 before the first.
    public long version(DomainEvent event) {
        return switch (event) {
            case PostEvent post -> version(posts.get(post.postId()), PostEntry::version);
            case CommentEvent comment -> version(comments.get(comment.commentId()), CommentEntry::version);
            case TaskEvent task -> version(tasks.get(task.taskId()), TaskEntry::version);
            case ModerationEvent _ -> Long.MAX_VALUE;
        };
    }

    private static <T> long version(@Nullable T entry, ToLongFunction<T> version) {
        return entry == null ? 0 : version.applyAsLong(entry);
    }
}
