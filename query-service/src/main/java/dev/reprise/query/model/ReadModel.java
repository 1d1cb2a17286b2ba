package dev.reprise.query.model;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import dev.reprise.events.TaskStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// The documents that front ends read. Thread-safe. A read may throw a `MongoException` when the store is away.
@Component
public class ReadModel {

    private static final Bson SHOWN_COMMENT = present(CommentStatus.APPROVED);
    private static final Bson SHOWN_POST = eq("post.deleted", false);

    private final MongoCollection<Document> posts;
    private final MongoCollection<Document> comments;
    private final MongoCollection<Document> tasks;

    public ReadModel(MongoTemplate mongo) {
        posts = mongo.getCollection("posts");
        comments = mongo.getCollection("comments");
        tasks = mongo.getCollection("tasks");
        posts.createIndex(Indexes.descending("discussion.commentCount", "_id"));
        tasks.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("_id")));
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
    public List<PostPage> posts(PostOrder order, @Nullable AfterPost after, int limit) {
        Bson sort = switch (order) {
            case NEWEST -> Sorts.descending("_id");
            case OLDEST -> Sorts.ascending("_id");
            case MOST_COMMENTED -> Sorts.descending("discussion.commentCount", "_id");
        };
        Bson filter = after == null ? SHOWN_POST : and(beyond(order, after), SHOWN_POST);
        return posts.find(filter).sort(sort).limit(limit).map(PostPage::read).into(new ArrayList<>());
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
        Bson own = and(present(CommentStatus.PENDING), eq("authorId", authorId));
        return walk(postId, after, or(SHOWN_COMMENT, own), limit);
    }

    /// At most `limit` comments of a post of one status, the oldest first.
    public List<CommentEntry> commentsOf(CommentStatus status, UUID postId, @Nullable UUID after, int limit) {
        return walk(postId, after, present(status), limit);
    }

    private static Bson present(CommentStatus status) {
        return and(eq("status", status.wireName()), eq("deleted", false));
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
        return version(comments.find(eq("_id", CommentEntry.id(postId, commentId))));
    }

    /// The same of a task.
    public long taskVersion(UUID taskId) {
        return version(tasks.find(eq("_id", taskId.toString())));
    }

    private static long version(FindIterable<Document> found) {
        Document stored = found.projection(Projections.include("version")).first();
        return stored == null ? 0 : stored.get("version", Number.class).longValue();
    }

    /// Loads what these events are about to change.
    public WorkingSet load(Collection<? extends DomainEvent> events) {
        Set<UUID> postIds = new HashSet<>();
        Set<String> commentIds = new HashSet<>();
        Set<UUID> taskIds = new HashSet<>();
        for (DomainEvent event : events) {
            switch (event) {
                case PostEvent post -> postIds.add(post.postId());
                case CommentEvent comment -> {
                    postIds.add(comment.postId());
                    commentIds.add(CommentEntry.id(comment.postId(), comment.commentId()));
                }
                case TaskEvent task -> taskIds.add(task.taskId());
                case ModerationEvent _ -> {
                    // Changes nothing that readers see.
                }
            }
        }
        return load(postIds, commentIds, taskIds);
    }

    private WorkingSet load(Set<UUID> postIds, Set<String> commentIds, Set<UUID> taskIds) {
        WorkingSet loaded = new WorkingSet();
        if (!postIds.isEmpty()) {
            posts.find(in("_id", strings(postIds))).forEach(stored -> putPost(loaded, stored));
        }
        if (!commentIds.isEmpty()) {
            comments.find(in("_id", commentIds)).map(CommentEntry::read).forEach(loaded::put);
        }
        if (!taskIds.isEmpty()) {
            tasks.find(in("_id", strings(taskIds))).map(TaskEntry::read).forEach(loaded::put);
        }
        return loaded;
    }

    private static void putPost(WorkingSet loaded, Document stored) {
        UUID postId = UUID.fromString(stored.getString("_id"));
        if (stored.get("post") instanceof Document post) {
            loaded.put(postId, PostEntry.read(post));
        }
        loaded.put(postId, Discussion.read(stored.get("discussion", Document.class)));
    }

    private static List<String> strings(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    /// Stores what a batch changed. Until it returns, any part of it may be stored; the same events then have to come
    /// again.
    public void store(WorkingSet changed) {
        steps(changed).forEach(Runnable::run);
    }

    /// The writes of [#store], in their order: discussions before comments. When the process dies in between,
    /// the comments' events come again and find by the discussion's offset that they are counted.
    List<Runnable> steps(WorkingSet changed) {
        return List.of(
                () -> completeNewest(changed),
                () -> storePosts(changed),
                () -> storeDiscussions(changed),
                () -> storeComments(changed),
                () -> storeTasks(changed));
    }

    private void storePosts(WorkingSet changed) {
        GuardedWrites writes = new GuardedWrites(posts);
        Document noDiscussion = new Document("discussion", Discussion.EMPTY.toDocument());
        changed.changedPosts()
                .forEach((postId, post) -> writes.add(
                        postId.toString(),
                        "post.version",
                        post.version(),
                        new Document("$set", new Document("post", post.toDocument()))
                                .append("$setOnInsert", noDiscussion)));
        writes.execute();
    }

    private void storeDiscussions(WorkingSet changed) {
        GuardedWrites writes = new GuardedWrites(posts);
        changed.changedDiscussions()
                .forEach((postId, discussion) -> writes.add(
                        postId.toString(),
                        "discussion.offset",
                        discussion.offset(),
                        new Document("$set", new Document("discussion", discussion.toDocument()))));
        writes.execute();
    }

    private void storeComments(WorkingSet changed) {
        GuardedWrites writes = new GuardedWrites(comments);
        changed.changedComments()
                .forEach(comment -> writes.add(
                        comment.id(), "version", comment.version(), new Document("$set", comment.toDocument())));
        writes.execute();
    }

    private void storeTasks(WorkingSet changed) {
        GuardedWrites writes = new GuardedWrites(tasks);
        changed.changedTasks()
                .forEach(task -> writes.add(
                        task.taskId().toString(), "version", task.version(), new Document("$set", task.toDocument())));
        writes.execute();
    }

    /// Looks up the next newest comments where one of the newest went away.
    private void completeNewest(WorkingSet changed) {
        Map<UUID, Discussion> completed = new HashMap<>();
        changed.changedDiscussions().forEach((postId, discussion) -> {
            if (discussion.isShort()) {
                completed.put(postId, discussion.withNewest(newest(postId, changed)));
            }
        });
        completed.forEach(changed::change);
    }

    /// The newest comments of a post as they will be once `changed` is stored.
    private List<CommentEntry> newest(UUID postId, WorkingSet changed) {
        Map<UUID, CommentEntry> pending = changed.commentsOf(postId);
        List<CommentEntry> shown = new ArrayList<>(
                pending.values().stream().filter(CommentEntry::isShown).toList());
        comments.find(and(gt("_id", postId + "/"), lt("_id", postId + "0"), SHOWN_COMMENT))
                .sort(Sorts.descending("_id"))
                .limit(Discussion.SHOWN + pending.size())
                .map(CommentEntry::read)
                .forEach(comment -> {
                    if (!pending.containsKey(comment.commentId())) {
                        shown.add(comment);
                    }
                });
        return shown;
    }
}
