package dev.reprise.system.campaign;

import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.TaskStatus;
import dev.reprise.events.Topic;
import dev.reprise.system.RunningSystem;
import dev.reprise.system.Stores;
import dev.reprise.system.Topics;
import dev.reprise.system.campaign.Remains.Kept;
import dev.reprise.system.campaign.Remains.Rebuild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;

/// Reads from topics and stores what a run left behind, while nothing moves.
record Aftermath(Topics topics, Stores stores) {

    private static final Map<Topic, String> OWNERS = Map.of(
            Topic.POSTS, RunningSystem.POST,
            Topic.COMMENTS, RunningSystem.COMMENT,
            Topic.TASKS, RunningSystem.TASK);

    Remains read(List<Rebuild> rebuilds) {
        Map<Topic, Map<UUID, Kept>> kept = new EnumMap<>(Topic.class);
        OWNERS.forEach((topic, owner) -> kept.put(topic, kept(owner, topic.wireName())));
        return new Remains(told(), kept, model(), rebuilds);
    }

    private List<Told> told() {
        EventCodec codec = new EventCodec(EventRegistry.published());
        List<Told> told = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.records(topic)
                    .forEach(
                            found -> told.add(new Told(topic, found.partition(), found.offset(), codec.decode(found))));
        }
        return told;
    }

    private Map<UUID, Kept> kept(String service, String collection) {
        Map<UUID, Kept> kept = new HashMap<>();
        for (Document stored : stores.collection(service, collection).find()) {
            kept.put(
                    id(stored, "_id"),
                    new Kept(
                            number(stored, "version"),
                            stored.getList("outbox", Document.class).size()));
        }
        return kept;
    }

    private Model model() {
        Map<UUID, Model.Post> posts = new HashMap<>();
        Map<UUID, Model.Discussion> discussions = new HashMap<>();
        for (Document stored : stores.live("posts").find()) {
            Document post = stored.get("post", Document.class);
            if (post != null) {
                posts.put(id(stored, "_id"), post(post));
            }
            discussions.put(id(stored, "_id"), discussion(stored.get("discussion", Document.class)));
        }
        Map<UUID, Model.Comment> comments = new HashMap<>();
        for (Document stored : stores.live("comments").find()) {
            comments.put(id(stored, "commentId"), comment(stored));
        }
        Map<UUID, Model.Task> tasks = new HashMap<>();
        for (Document stored : stores.live("tasks").find()) {
            tasks.put(id(stored, "_id"), task(stored));
        }
        return new Model(posts, discussions, comments, tasks);
    }

    private static Model.Post post(Document stored) {
        return new Model.Post(
                stored.getString("title"),
                stored.getString("body"),
                stored.getString("authorId"),
                number(stored, "version"),
                time(stored, "createdAt"),
                time(stored, "updatedAt"),
                stored.getBoolean("deleted"));
    }

    private static Model.Discussion discussion(Document stored) {
        return new Model.Discussion(
                number(stored, "commentCount"),
                stored.getList("newest", Document.class).stream()
                        .map(comment -> id(comment, "commentId"))
                        .toList());
    }

    private static Model.Comment comment(Document stored) {
        return new Model.Comment(
                id(stored, "postId"),
                stored.getString("authorId"),
                stored.getString("content"),
                CommentStatus.ofWireName(stored.getString("status")).orElseThrow(),
                stored.getInteger("revision"),
                stored.getString("reason"),
                number(stored, "version"),
                time(stored, "createdAt"),
                time(stored, "updatedAt"),
                stored.getBoolean("deleted"),
                stored.getBoolean("wasShown"));
    }

    private static Model.Task task(Document stored) {
        return new Model.Task(
                stored.getString("name"),
                stored.getString("description"),
                TaskStatus.ofWireName(stored.getString("status")).orElseThrow(),
                number(stored, "version"),
                time(stored, "createdAt"),
                time(stored, "updatedAt"));
    }

    private static UUID id(Document stored, String field) {
        return UUID.fromString(stored.getString(field));
    }

    private static long number(Document stored, String field) {
        return stored.get(field, Number.class).longValue();
    }

    private static Instant time(Document stored, String field) {
        return stored.getDate(field).toInstant();
    }
}
