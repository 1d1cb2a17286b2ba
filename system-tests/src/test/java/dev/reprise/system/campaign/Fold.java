package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.PostEvent.PostCreated;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.events.PostEvent.PostUpdated;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.TaskEvent.TaskUpdated;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/// The read model as the plainest code there can be makes it: each subject's events in the order of their sequences,
/// and every count by counting. It shares no line with query-service.
final class Fold {

    private static final int NEWEST = 3;

    private final Map<UUID, Model.Post> posts = new HashMap<>();
    private final Map<UUID, Model.Comment> comments = new HashMap<>();
    private final Map<UUID, Model.Task> tasks = new HashMap<>();

    private Fold() {}

    /// @param subjects the events of each subject by sequence
    static Model of(Collection<? extends SortedMap<Long, EventEnvelope>> subjects) {
        Fold fold = new Fold();
        subjects.forEach(events -> events.forEach((sequence, event) -> fold.apply(event.data(), sequence)));
        return new Model(fold.posts, fold.discussions(), fold.comments, fold.tasks);
    }

    private void apply(DomainEvent event, long sequence) {
        switch (event) {
            case PostCreated created ->
                posts.put(
                        created.postId(),
                        new Model.Post(
                                created.title(),
                                created.body(),
                                created.authorId(),
                                sequence,
                                created.createdAt(),
                                created.createdAt(),
                                false));
            case PostUpdated updated ->
                posts.computeIfPresent(
                        updated.postId(),
                        (_, post) -> new Model.Post(
                                updated.title(),
                                updated.body(),
                                post.authorId(),
                                sequence,
                                post.createdAt(),
                                updated.updatedAt(),
                                false));
            case PostDeleted gone ->
                posts.put(
                        gone.postId(), new Model.Post("", "", "", sequence, gone.deletedAt(), gone.deletedAt(), true));
            case CommentCreated created -> comments.put(created.commentId(), opened(created, sequence));
            case CommentUpdated updated ->
                comments.computeIfPresent(updated.commentId(), (_, comment) -> updated(comment, updated, sequence));
            case CommentDeleted gone ->
                comments.compute(
                        gone.commentId(), (_, comment) -> gone(gone, sequence, comment != null && comment.wasShown()));
            case TaskCreated created ->
                tasks.put(
                        created.taskId(),
                        new Model.Task(
                                created.name(),
                                created.description(),
                                created.status(),
                                sequence,
                                created.createdAt(),
                                created.createdAt()));
            case TaskUpdated updated ->
                tasks.computeIfPresent(
                        updated.taskId(),
                        (_, task) -> new Model.Task(
                                updated.name(),
                                updated.description(),
                                updated.status(),
                                sequence,
                                task.createdAt(),
                                updated.updatedAt()));
            case CommentModerated _ -> {
                // Readers see what comment-service makes of it.
            }
        }
    }

    private static Model.Comment opened(CommentCreated created, long sequence) {
        return new Model.Comment(
                created.postId(),
                created.authorId(),
                created.content(),
                created.status(),
                created.revision(),
                null,
                sequence,
                created.createdAt(),
                created.createdAt(),
                false,
                created.status() == CommentStatus.APPROVED);
    }

    private static Model.Comment updated(Model.Comment comment, CommentUpdated updated, long sequence) {
        return new Model.Comment(
                comment.postId(),
                comment.authorId(),
                updated.content(),
                updated.status(),
                updated.revision(),
                updated.reason(),
                sequence,
                comment.createdAt(),
                updated.updatedAt(),
                false,
                comment.wasShown() || updated.status() == CommentStatus.APPROVED);
    }

    private static Model.Comment gone(CommentDeleted gone, long sequence, boolean wasShown) {
        return new Model.Comment(
                gone.postId(),
                "",
                "",
                CommentStatus.PENDING,
                0,
                null,
                sequence,
                gone.deletedAt(),
                gone.deletedAt(),
                true,
                wasShown);
    }

    private Map<UUID, Model.Discussion> discussions() {
        Map<UUID, Model.Discussion> discussions = new HashMap<>();
        Stream.concat(posts.keySet().stream(), comments.values().stream().map(Model.Comment::postId))
                .forEach(post -> discussions.put(post, new Model.Discussion(0, List.of())));
        Map<UUID, List<UUID>> shown = new HashMap<>();
        comments.entrySet().stream()
                .filter(comment -> comment.getValue().isShown())
                .sorted(Comparator.comparing(comment -> comment.getKey().toString(), Comparator.reverseOrder()))
                .forEach(comment -> shown.merge(
                        comment.getValue().postId(),
                        List.of(comment.getKey()),
                        (before, next) ->
                                Stream.concat(before.stream(), next.stream()).toList()));
        shown.forEach((post, newestFirst) -> discussions.put(
                Objects.requireNonNull(post),
                new Model.Discussion(
                        newestFirst.size(), newestFirst.stream().limit(NEWEST).toList())));
        return discussions;
    }
}
