package dev.reprise.query.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.Document;

/// A generation as it is stored, looked at from the side.
public final class StoredModel {

    private final ModelCollections collections;

    public StoredModel(ModelCollections collections) {
        this.collections = collections;
    }

    /// Requires every document to be what the plain fold says.
    void requireEqual(PlainFold fold) {
        assertThat(posts()).isEqualTo(fold.posts);
        assertThat(comments()).isEqualTo(fold.comments);
        assertThat(tasks()).isEqualTo(fold.tasks);
        assertThat(taskHistories()).isEqualTo(fold.taskHistories);
        assertThat(counts()).isEqualTo(fold.counts());
        assertThat(newest()).isEqualTo(fold.newest());
    }

    /// Every document of every collection, by collection and id.
    public Map<String, Document> documents() {
        Map<String, Document> documents = new TreeMap<>();
        for (MongoCollection<Document> collection : collections.all()) {
            String name = collection.getNamespace().getCollectionName();
            String kind = name.substring(0, name.indexOf('_'));
            collection.find().forEach(document -> documents.put(kind + "/" + document.getString("_id"), document));
        }
        return documents;
    }

    private Map<UUID, PostEntry> posts() {
        Map<UUID, PostEntry> posts = new HashMap<>();
        for (Document stored : collections.posts().find()) {
            if (stored.get("post") instanceof Document post) {
                posts.put(UUID.fromString(stored.getString("_id")), PostEntry.read(post));
            }
        }
        return posts;
    }

    private Map<UUID, CommentEntry> comments() {
        Map<UUID, CommentEntry> comments = new HashMap<>();
        for (Document stored : collections.comments().find()) {
            CommentEntry comment = CommentEntry.read(stored);
            comments.put(comment.commentId(), comment);
        }
        return comments;
    }

    private Map<UUID, TaskEntry> tasks() {
        Map<UUID, TaskEntry> tasks = new HashMap<>();
        for (Document stored : collections.tasks().find()) {
            TaskEntry task = TaskEntry.read(stored);
            tasks.put(task.taskId(), task);
        }
        return tasks;
    }

    /// As they are read, in pages of two.
    private Map<UUID, List<String>> taskHistories() {
        ReadModel model = new ReadModel(collections);
        Map<UUID, List<String>> histories = new HashMap<>();
        for (UUID task : tasks().keySet()) {
            List<String> told = new ArrayList<>();
            List<TaskChange> page = model.taskChanges(task, 0, 2);
            while (!page.isEmpty()) {
                page.forEach(change -> told.add(told(change)));
                page = model.taskChanges(task, page.getLast().version(), 2);
            }
            histories.put(task, told);
        }
        return histories;
    }

    private static String told(TaskChange change) {
        List<String> changed = change.changed().stream()
                .map(field -> field + " "
                        + switch (field) {
                            case "name" -> change.name();
                            case "description" -> change.description();
                            default -> change.status();
                        })
                .toList();
        return "%d by %s at %s: %s".formatted(change.version(), change.changedBy(), change.changedAt(), changed);
    }

    private Map<UUID, Long> counts() {
        Map<UUID, Long> counts = new HashMap<>();
        discussions().forEach((postId, discussion) -> counts.put(postId, discussion.commentCount()));
        return counts;
    }

    private Map<UUID, List<UUID>> newest() {
        Map<UUID, List<UUID>> newest = new HashMap<>();
        discussions()
                .forEach((postId, discussion) -> newest.put(
                        postId,
                        discussion.newest().stream()
                                .map(CommentEntry::commentId)
                                .toList()));
        return newest;
    }

    private Map<UUID, Discussion> discussions() {
        Map<UUID, Discussion> discussions = new HashMap<>();
        for (Document stored : collections.posts().find()) {
            Discussion discussion = Discussion.read(stored.get("discussion", Document.class));
            if (discussion.commentCount() != 0) {
                discussions.put(UUID.fromString(stored.getString("_id")), discussion);
            }
        }
        return discussions;
    }
}
