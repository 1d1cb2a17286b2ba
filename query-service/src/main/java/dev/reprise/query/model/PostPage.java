package dev.reprise.query.model;

import java.util.UUID;
import org.bson.Document;

/// One document of the list of posts: the post and what is shown of its comments. Each half is written by the
/// events of one topic alone, so it does not matter which topic is ahead.
public record PostPage(UUID postId, PostEntry post, Discussion discussion) {

    static PostPage read(Document stored) {
        return new PostPage(
                UUID.fromString(stored.getString("_id")),
                PostEntry.read(stored.get("post", Document.class)),
                Discussion.read(stored.get("discussion", Document.class)));
    }
}
