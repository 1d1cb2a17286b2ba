package dev.reprise.query.model;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.ModerationEvent;
import dev.reprise.events.PostEvent;
import dev.reprise.events.TaskEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Loads what events change in one generation, and stores what they changed. Thread-safe; throws a `MongoException`
/// when the store is away.
///
/// Each document follows from the events before some offset of its partition, and is only ever replaced by one that
/// follows from more of them. So any number of writers may be at it, also one that was believed dead.
public final class ModelStore {

    private final ModelCollections collections;

    public ModelStore(ModelCollections collections) {
        this.collections = collections;
    }

    static Bson present(CommentStatus status) {
        return and(eq("status", status.wireName()), eq("deleted", false));
    }

    /// What these events are about to change, as it is stored.
    public WorkingSet load(Collection<? extends DomainEvent> events) {
        WorkingSet loaded = new WorkingSet();
        loadInto(loaded, events);
        return loaded;
    }

    /// Loads what these events are about to change and `working` does not hold yet.
    public void loadInto(WorkingSet working, Collection<? extends DomainEvent> events) {
        Set<UUID> postIds = new HashSet<>();
        Set<CommentKey> commentKeys = new HashSet<>();
        Set<UUID> taskIds = new HashSet<>();
        for (DomainEvent event : events) {
            switch (event) {
                case PostEvent post -> postIds.add(post.postId());
                case CommentEvent comment -> {
                    postIds.add(comment.postId());
                    commentKeys.add(new CommentKey(comment.postId(), comment.commentId()));
                }
                case TaskEvent task -> taskIds.add(task.taskId());
                case ModerationEvent _ -> {
                    // Changes nothing that readers see.
                }
            }
        }
        postIds.removeIf(working::knows);
        commentKeys.removeIf(working::knows);
        taskIds.removeIf(working::knowsTask);
        find(working, postIds, commentKeys, taskIds);
    }

    private void find(WorkingSet working, Set<UUID> postIds, Set<CommentKey> commentKeys, Set<UUID> taskIds) {
        if (!postIds.isEmpty()) {
            collections.posts().find(in("_id", strings(postIds))).forEach(stored -> putPost(working, stored));
        }
        if (!commentKeys.isEmpty()) {
            List<String> ids = commentKeys.stream().map(CommentKey::id).toList();
            collections.comments().find(in("_id", ids)).map(CommentEntry::read).forEach(working::load);
        }
        if (!taskIds.isEmpty()) {
            collections
                    .tasks()
                    .find(in("_id", strings(taskIds)))
                    .map(TaskEntry::read)
                    .forEach(working::load);
        }
    }

    private static void putPost(WorkingSet working, Document stored) {
        UUID postId = UUID.fromString(stored.getString("_id"));
        // First, so that a document that can't be read is not loaded in half.
        Discussion discussion = Discussion.read(stored.get("discussion", Document.class));
        if (stored.get("post") instanceof Document post) {
            working.load(postId, PostEntry.read(post));
        }
        working.load(postId, discussion);
    }

    private static List<String> strings(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    /// Stores what a batch changed. Until it returns, any part of it may be stored; the same events then have to come
    /// again.
    public void store(WorkingSet changed) {
        store(changed, _ -> {});
    }

    /// The same in many bulks, with something to do after each.
    public void store(WorkingSet changed, AfterBulk afterBulk) {
        steps(changed, afterBulk).forEach(Runnable::run);
    }

    /// The writes of [#store], in their order: discussions before comments, what happened to tasks before
    /// tasks. When the process dies in between, the comments' events come again and find by the discussion's
    /// offset that they are counted; those of tasks are newer than the stored task, and give the same changes
    /// again.
    List<Runnable> steps(WorkingSet changed, AfterBulk afterBulk) {
        return List.of(
                () -> completeNewest(changed),
                () -> storePosts(changed, afterBulk),
                () -> storeComments(changed, afterBulk),
                () -> storeTaskChanges(changed, afterBulk),
                () -> storeTasks(changed, afterBulk));
    }

    private void storePosts(WorkingSet changed, AfterBulk afterBulk) {
        Writes writes = new Writes(collections.posts(), afterBulk);
        Map<UUID, PostEntry> posts = changed.changedPosts();
        Map<UUID, Discussion> discussions = changed.changedDiscussions();
        posts.forEach((postId, post) -> {
            Discussion discussion = discussions.getOrDefault(postId, Discussion.EMPTY);
            Document whole = new Document("_id", postId.toString())
                    .append("post", post.toDocument())
                    .append("discussion", discussion.toDocument());
            boolean both = discussions.containsKey(postId);
            writes.add(
                    changed.isNewPost(postId),
                    whole,
                    () -> both
                            ? List.of(updatedPost(postId, post), updatedDiscussion(postId, discussion))
                            : List.of(updatedPost(postId, post)));
        });
        discussions.forEach((postId, discussion) -> {
            if (!posts.containsKey(postId)) {
                Document alone = new Document("_id", postId.toString()).append("discussion", discussion.toDocument());
                writes.add(changed.isNewPost(postId), alone, () -> List.of(updatedDiscussion(postId, discussion)));
            }
        });
        writes.flush();
    }

    private static GuardedUpdate updatedPost(UUID postId, PostEntry post) {
        return new GuardedUpdate(
                postId.toString(),
                "post.version",
                post.version(),
                new Document("$set", new Document("post", post.toDocument()))
                        .append("$setOnInsert", new Document("discussion", Discussion.EMPTY.toDocument())));
    }

    private static GuardedUpdate updatedDiscussion(UUID postId, Discussion discussion) {
        return new GuardedUpdate(
                postId.toString(),
                "discussion.offset",
                discussion.offset(),
                new Document("$set", new Document("discussion", discussion.toDocument())));
    }

    private void storeComments(WorkingSet changed, AfterBulk afterBulk) {
        Writes writes = new Writes(collections.comments(), afterBulk);
        changed.changedComments()
                .forEach(comment -> writes.add(changed.isNew(comment), comment.toStored(), comment.version()));
        writes.flush();
    }

    private void storeTaskChanges(WorkingSet changed, AfterBulk afterBulk) {
        Writes writes = new Writes(collections.taskChanges(), afterBulk);
        changed.taskChanges().forEach(change -> writes.add(true, change.toStored(), change.version()));
        writes.flush();
    }

    private void storeTasks(WorkingSet changed, AfterBulk afterBulk) {
        Writes writes = new Writes(collections.tasks(), afterBulk);
        changed.changedTasks().forEach(task -> writes.add(changed.isNew(task), task.toStored(), task.version()));
        writes.flush();
    }

    /// Looks up the next newest comments where one of the newest went away.
    private void completeNewest(WorkingSet changed) {
        Map<UUID, Discussion> incomplete = new HashMap<>();
        changed.changedDiscussions().forEach((postId, discussion) -> {
            if (discussion.isShort()) {
                incomplete.put(postId, discussion);
            }
        });
        Map<UUID, Collection<CommentEntry>> inMemory = changed.commentsOf(incomplete.keySet());
        incomplete.forEach((postId, discussion) -> changed.change(
                postId, discussion.withNewest(newest(postId, inMemory.getOrDefault(postId, List.of())))));
    }

    /// The newest comments of a post as they will be once what is in memory is stored.
    private Collection<CommentEntry> newest(UUID postId, Collection<CommentEntry> inMemory) {
        Set<UUID> pending = new HashSet<>();
        List<CommentEntry> shown = new ArrayList<>();
        for (CommentEntry comment : inMemory) {
            pending.add(comment.commentId());
            if (comment.isShown()) {
                shown.add(comment);
            }
        }
        collections
                .comments()
                .find(and(gt("_id", postId + "/"), lt("_id", postId + "0"), present(CommentStatus.APPROVED)))
                .sort(Sorts.descending("_id"))
                .limit(Discussion.SHOWN + pending.size())
                .map(CommentEntry::read)
                .forEach(comment -> {
                    if (!pending.contains(comment.commentId())) {
                        shown.add(comment);
                    }
                });
        return shown;
    }
}
