package dev.reprise.comment.discussion;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.comment.discussion.KnownPosts.Standing;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The comments, and what posts and verdicts do to them. Thread-safe; every change is conditional on what it was
/// decided on.
@Component
class Comments {

    private static final int SWEEP = 200;

    private final AggregateStore<Comment> store;
    private final KnownPosts posts;
    private final Clock clock;

    Comments(AggregateStore<Comment> store, KnownPosts posts, Clock clock) {
        this.store = store;
        this.posts = posts;
        this.clock = clock;
    }

    Optional<Aggregate<Comment>> find(UUID commentId) {
        return store.find(commentId).filter(comment -> !comment.state().deleted());
    }

    /// A post's comments, the oldest first, of every status.
    List<Aggregate<Comment>> under(UUID postId, @Nullable UUID after, int limit) {
        return store.oldestFirst(
                where("state.postId").is(postId.toString()).and("state.deleted").is(false), after, limit);
    }

    /// Keeps a new comment. One that raced with the deletion of its post is deleted at once: either this look or
    /// [#postGone] sees the other's write. Should the process die in between, the verdict on the comment ends it.
    Comment open(CommentCreated created, Cause cause) {
        Comment comment = Comment.opened(created);
        store.create(created.commentId(), comment, created, cause);
        if (posts.standing(created.postId()) == Standing.GONE) {
            store.find(created.commentId()).ifPresent(found -> delete(found, cause));
        }
        return comment;
    }

    /// @return false when the comment was changed since it was read
    boolean change(Aggregate<Comment> seen, CommentUpdated updated) {
        return store.replace(seen, seen.state().after(updated), updated, Cause.request());
    }

    /// @return false when the comment was changed since it was read
    boolean delete(Aggregate<Comment> seen, Cause cause) {
        CommentDeleted deleted = new CommentDeleted(seen.id(), seen.state().postId(), clock.instant());
        return seen.state().deleted() || store.replace(seen, seen.state().after(deleted), deleted, cause);
    }

    /// Deletes all comments of a deleted post. Repeating it, also after a crash half-way, deletes what is left.
    void postGone(UUID postId, Cause cause) {
        posts.gone(postId);
        List<Aggregate<Comment>> left = under(postId, null, SWEEP);
        while (!left.isEmpty()) {
            left.forEach(comment -> delete(comment, cause));
            left = under(postId, null, SWEEP);
        }
    }

    /// Lets a verdict take effect, once; see [Verdicts] for those that have none.
    void judged(CommentModerated verdict, long sequence, Cause cause) {
        boolean settled = false;
        while (!settled) {
            Optional<Aggregate<Comment>> comment = store.find(verdict.commentId());
            settled = comment.isEmpty() || judged(comment.get(), verdict, sequence, cause);
        }
    }

    private boolean judged(Aggregate<Comment> comment, CommentModerated verdict, long sequence, Cause cause) {
        Comment state = comment.state();
        Optional<CommentUpdated> updated = Verdicts.interpret(state, verdict, sequence, clock.instant());
        if (updated.isEmpty()) {
            return true;
        }
        if (posts.standing(state.postId()) == Standing.GONE) {
            return delete(comment, cause);
        }
        return store.replace(comment, state.after(updated.get()).heard(sequence), updated.get(), cause);
    }
}
