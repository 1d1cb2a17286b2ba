package dev.reprise.query.model;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// The collections that hold one generation of the read model, e.g. `posts_g3`. Thread-safe.
public record ModelCollections(
        int generation,
        MongoCollection<Document> posts,
        MongoCollection<Document> comments,
        MongoCollection<Document> tasks,
        MongoCollection<Document> taskChanges) {

    private static final Pattern NAME = Pattern.compile("(?:posts|comments|tasks|taskchanges)_g(\\d{1,9})");

    /// Names the collections of a generation; they come into being with their first document.
    public static ModelCollections of(MongoTemplate mongo, int generation) {
        return new ModelCollections(
                generation,
                mongo.getCollection("posts_g" + generation),
                mongo.getCollection("comments_g" + generation),
                mongo.getCollection("tasks_g" + generation),
                mongo.getCollection("taskchanges_g" + generation));
    }

    /// The generation that a collection belongs to; empty when it belongs to none.
    public static OptionalInt generationOf(String collection) {
        Matcher name = NAME.matcher(collection);
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }

    /// All of them.
    public List<MongoCollection<Document>> all() {
        return List.of(posts, comments, tasks, taskChanges);
    }

    /// Declares the indexes that lists are read by. Repeating it changes nothing.
    public void createIndexes() {
        posts.createIndex(Indexes.descending("discussion.commentCount", "_id"));
        posts.createIndex(Indexes.compoundIndex(Indexes.ascending("post.authorId"), Indexes.descending("_id")));
        tasks.createIndex(Indexes.compoundIndex(Indexes.ascending("status"), Indexes.descending("_id")));
    }

    /// Deletes the generation. Repeating it changes nothing.
    public void drop() {
        all().forEach(MongoCollection::drop);
    }
}
