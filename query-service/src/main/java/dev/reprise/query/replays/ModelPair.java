package dev.reprise.query.replays;

import com.mongodb.client.MongoCollection;
import dev.reprise.query.model.ModelCollections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/// The same collection of two generations.
///
/// @param name `posts`, `comments`, `tasks` or `taskchanges`
/// @param versions the fields that say how far a document has been folded
record ModelPair(
        String name, MongoCollection<Document> live, MongoCollection<Document> rebuilt, List<List<String>> versions) {

    private static final List<List<String>> VERSION = List.of(List.of("version"));

    static List<ModelPair> of(ModelCollections live, ModelCollections rebuilt) {
        List<ModelPair> pairs = new ArrayList<>();
        pairs.add(new ModelPair(
                "posts",
                live.posts(),
                rebuilt.posts(),
                List.of(List.of("post", "version"), List.of("discussion", "offset"))));
        pairs.add(new ModelPair("comments", live.comments(), rebuilt.comments(), VERSION));
        pairs.add(new ModelPair("tasks", live.tasks(), rebuilt.tasks(), VERSION));
        pairs.add(new ModelPair("taskchanges", live.taskChanges(), rebuilt.taskChanges(), VERSION));
        return pairs;
    }

    /// Whether two documents have been folded equally far, so that they have to be equal.
    boolean isAsFar(Document one, Document other) {
        return versions.stream().allMatch(path -> Objects.equals(at(one, path), at(other, path)));
    }

    private static Object at(Document document, List<String> path) {
        Object found = document.getEmbedded(path, Object.class);
        return found instanceof Number number ? number.longValue() : Map.of();
    }
}
