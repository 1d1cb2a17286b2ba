package dev.reprise.query.model;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// What front ends read of one generation. Thread-safe. A read may throw a `MongoException` when the store is away.
public final class ReadModel {

    private static final Bson SHOWN_COMMENT = ModelStore.present(CommentStatus.APPROVED);
    private static final Bson SHOWN_POST = eq("post.deleted", false);

    private final int generation;
    private final MongoCollection<Document> posts;
    private final MongoCollection<Document> comments;
    private final MongoCollection<Document> tasks;
    private final MongoCollection<Document> taskChanges;

    public ReadModel(ModelCollections collections) {
        generation = collections.generation();
        posts = collections.posts();
        comments = collections.comments();
        tasks = collections.tasks();
        taskChanges = collections.taskChanges();
    }

    /// The generation that this reads.
    public int generation() {
        return generation;
    }

    /// In which order posts are listed. Ids grow with time.
    public enum PostOrder {
        NEWEST,
        OLDEST,
        MOST_COMMENTED
    }

    /// Where the page before ended.
    ///
    /// @param commentCount of the last post on it; counts in `MOST_COMMENTED` only
    public record AfterPost(long commentCount, UUID postId) {}

    /// At most `limit` posts.
    ///
    /// @param author whose alone; absent for everybody's
    public List<PostPage> posts(PostOrder order, @Nullable String author, @Nullable AfterPost after, int limit) {
        Bson sort = switch (order) {
            case NEWEST -> Sorts.descending("_id");
            case OLDEST -> Sorts.ascending("_id");
            case MOST_COMMENTED -> Sorts.descending("discussion.commentCount", "_id");
        };
        List<Bson> filters = new ArrayList<>();
        if (after != null) {
            filters.add(beyond(order, after));
        }
        if (author != null) {
            filters.add(eq("post.authorId", author));
        }
        filters.add(SHOWN_POST);
        return posts.find(and(filters))
                .sort(sort)
                .limit(limit)
                .map(PostPage::read)
                .into(new ArrayList<>());
    }

    private static Bson beyond(PostOrder order, AfterPost after) {
        String id = after.postId().toString();
        return switch (order) {
            case NEWEST -> lt("_id", id);
            case OLDEST -> gt("_id", id);
            case MOST_COMMENTED ->
                or(
                        lt("discussion.commentCount", after.commentCount()),
                        and(eq("discussion.commentCount", after.commentCount()), lt("_id", id)));
        };
    }

    /// The post of that id, unless it is unknown or deleted.
    public Optional<PostPage> post(UUID postId) {
        Document stored = posts.find(eq("_id", postId.toString())).first();
        return Optional.ofNullable(stored)
                .filter(document -> document.containsKey("post"))
                .map(PostPage::read)
                .filter(page -> !page.post().deleted());
    }

    /// At most `limit` comments of a post that everybody may see, the oldest first.
    public List<CommentEntry> comments(UUID postId, @Nullable UUID after, int limit) {
        return walk(postId, after, SHOWN_COMMENT, limit);
    }

    /// The same with the pending ones of one author among them.
    public List<CommentEntry> commentsFor(String authorId, UUID postId, @Nullable UUID after, int limit) {
        Bson own = and(ModelStore.present(CommentStatus.PENDING), eq("authorId", authorId));
        return walk(postId, after, or(SHOWN_COMMENT, own), limit);
    }

    /// At most `limit` comments of a post of one status, the oldest first.
    public List<CommentEntry> commentsOf(CommentStatus status, UUID postId, @Nullable UUID after, int limit) {
        return walk(postId, after, ModelStore.present(status), limit);
    }

    private List<CommentEntry> walk(UUID postId, @Nullable UUID after, Bson filter, int limit) {
        String from = postId + "/" + (after == null ? "" : after);
        return comments.find(and(gt("_id", from), lt("_id", postId + "0"), filter))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(CommentEntry::read)
                .into(new ArrayList<>());
    }

    /// At most `limit` tasks, the newest first.
    public List<TaskEntry> tasks(@Nullable TaskStatus status, @Nullable UUID after, int limit) {
        List<Bson> filters = new ArrayList<>();
        if (after != null) {
            filters.add(lt("_id", after.toString()));
        }
        if (status != null) {
            filters.add(eq("status", status.wireName()));
        }
        return tasks.find(filters.isEmpty() ? new Document() : and(filters))
                .sort(Sorts.descending("_id"))
                .limit(limit)
                .map(TaskEntry::read)
                .into(new ArrayList<>());
    }

    public Optional<TaskEntry> task(UUID taskId) {
        return Optional.ofNullable(tasks.find(eq("_id", taskId.toString())).first())
                .map(TaskEntry::read);
    }

    /// At most `limit` changes of a task, the oldest first.
    ///
    /// @param after the version after the last change of the page before; 0 for the first page
    public List<TaskChange> taskChanges(UUID taskId, long after, int limit) {
        return taskChanges
                .find(and(gt("_id", TaskChange.id(taskId, after)), lt("_id", taskId + "0")))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(TaskChange::read)
                .into(new ArrayList<>());
    }

    public long countTasks(TaskStatus status) {
        return tasks.countDocuments(eq("status", status.wireName()));
    }

    /// The sequence of the last event of a post that was applied; 0 before the first.
    public long postVersion(UUID postId) {
        Document post = posts.find(eq("_id", postId.toString()))
                .projection(Projections.include("post.version"))
                .first();
        return post == null || post.get("post") == null
                ? 0
                : post.get("post", Document.class).get("version", Number.class).longValue();
    }

    /// The same of a comment.
    public long commentVersion(UUID postId, UUID commentId) {
        return version(comments.find(eq("_id", new CommentKey(postId, commentId).id())));
    }

    /// The same of a task.
    public long taskVersion(UUID taskId) {
        return version(tasks.find(eq("_id", taskId.toString())));
    }

    private static long version(FindIterable<Document> found) {
        Document stored = found.projection(Projections.include("version")).first();
        return stored == null ? 0 : stored.get("version", Number.class).longValue();
    }
}
