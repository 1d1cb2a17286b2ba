package dev.reprise.moderation.authors;

import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Past.Entry;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/// An author's past as it is stored. It has up to 300 entries and is read and written with each comment, which Spring
/// Data's mapping makes the most expensive part of screening one.
final class PastDocument {

    private PastDocument() {}

    static Document of(Past past) {
        return new Document("first", documents(past.first())).append("recent", documents(past.recent()));
    }

    static Past read(Document stored) {
        return new Past(
                entries(stored.getList("first", Document.class, List.of())),
                entries(stored.getList("recent", Document.class, List.of())));
    }

    private static List<Document> documents(List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Document("commentId", entry.commentId().toString())
                        .append("revision", entry.revision())
                        .append("writtenAt", Date.from(entry.writtenAt()))
                        .append("digest", entry.digest()))
                .toList();
    }

    private static List<Entry> entries(List<Document> stored) {
        return stored.stream()
                .map(entry -> new Entry(
                        UUID.fromString(entry.getString("commentId")),
                        entry.getInteger("revision"),
                        entry.getDate("writtenAt").toInstant(),
                        entry.getString("digest")))
                .toList();
    }
}
