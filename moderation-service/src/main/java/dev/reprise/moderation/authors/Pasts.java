package dev.reprise.moderation.authors;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import dev.reprise.moderation.policy.Past;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// What each author wrote, one bounded document an author: `{_id: authorId, edition, first, recent}`. Noting something
/// twice, or in another order, comes to the same. Thread-safe, also between instances.
@Component
public class Pasts {

    private record Kept(long edition, Past past) {
        static final Kept NOTHING = new Kept(0, Past.NONE);
    }

    private final MongoCollection<Document> documents;

    public Pasts(MongoTemplate mongo) {
        documents = mongo.getCollection("pasts");
    }

    public Past of(String authorId) {
        return find(List.of(authorId)).getOrDefault(authorId, Kept.NOTHING).past();
    }

    private Map<String, Kept> find(Iterable<String> authors) {
        Map<String, Kept> found = new HashMap<>();
        for (Document document : documents.find(in("_id", authors))) {
            found.put(
                    document.getString("_id"),
                    new Kept(document.get("edition", Number.class).longValue(), PastDocument.read(document)));
        }
        return found;
    }

    /// Notes what authors wrote, by their ids; returns when all of it is stored.
    public void note(Map<String, List<Past.Entry>> written) {
        Map<String, List<Past.Entry>> left = written;
        while (!left.isEmpty()) {
            left = noteOnce(left);
        }
    }

    /// @return what has to be noted again, because somebody else noted something of the same authors meanwhile
    private Map<String, List<Past.Entry>> noteOnce(Map<String, List<Past.Entry>> written) {
        Map<String, Kept> kept = find(written.keySet());
        List<ReplaceOneModel<Document>> writes = new ArrayList<>();
        written.forEach((author, entries) -> {
            Kept before = kept.getOrDefault(author, Kept.NOTHING);
            Past after = before.past();
            for (Past.Entry entry : entries) {
                after = after.with(entry);
            }
            if (!after.equals(before.past())) {
                writes.add(write(author, before.edition(), after));
            }
        });
        return writes.isEmpty() || isWritten(writes) ? Map.of() : written;
    }

    private static ReplaceOneModel<Document> write(String author, long seen, Past past) {
        // The edition stands first: a store that changes documents in place then shows the older one beside what is
        // changing, and the next change is refused.
        Document document = new Document("_id", author).append("edition", seen + 1);
        document.putAll(PastDocument.of(past));
        // Where the edition is another, this inserts, and the id is there already.
        return new ReplaceOneModel<>(
                and(eq("_id", author), eq("edition", seen)), document, new ReplaceOptions().upsert(true));
    }

    private boolean isWritten(List<ReplaceOneModel<Document>> writes) {
        try {
            BulkWriteResult result = documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            return result.getMatchedCount() + result.getUpserts().size() == writes.size();
        } catch (MongoBulkWriteException e) {
            boolean isConflict =
                    e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
            if (isConflict) {
                return false;
            }
            throw e;
        }
    }
}
