package dev.reprise.moderation.rescreening;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.stereotype.Component;

/// The changes that runs have found, each run's in the order in which they were found, [#CHUNK] to a document.
/// Thread-safe; a run's are written by one thread.
@Component
class Changes {

    static final int CHUNK = 100;

    private final MongoCollection<Document> chunks;
    private final MongoConverter converter;

    Changes(MongoTemplate mongo) {
        chunks = mongo.getCollection("run_changes");
        converter = mongo.getConverter();
    }

    /// Writes one chunk, whole or as far as it goes.
    void write(UUID run, int chunk, List<Change> changes) {
        String id = id(run, chunk);
        List<Document> written = changes.stream()
                .map(change -> {
                    Document document = new Document();
                    converter.write(change, document);
                    return document;
                })
                .toList();
        chunks.replaceOne(
                Filters.eq("_id", id),
                new Document("_id", id).append("changes", written),
                new ReplaceOptions().upsert(true));
    }

    /// Hands over all changes of a run, in order.
    void each(UUID run, Consumer<Change> consumer) {
        chunks.find(of(run, 0))
                .sort(Sorts.ascending("_id"))
                .forEach(chunk -> read(chunk).forEach(consumer));
    }

    /// At most `limit` changes of a run.
    ///
    /// @param first how many there are before them
    List<Change> page(UUID run, long first, int limit) {
        List<Change> found = new ArrayList<>();
        int skipped = (int) (first % CHUNK);
        chunks.find(of(run, (int) Math.min(Integer.MAX_VALUE, first / CHUNK)))
                .sort(Sorts.ascending("_id"))
                .limit(2 + limit / CHUNK)
                .forEach(chunk -> found.addAll(read(chunk)));
        return found.stream().skip(skipped).limit(limit).toList();
    }

    void forget(UUID run) {
        chunks.deleteMany(of(run, 0));
    }

    private List<Change> read(Document chunk) {
        return chunk.getList("changes", Document.class).stream()
                .map(change -> converter.read(Change.class, change))
                .toList();
    }

    private static Bson of(UUID run, int firstChunk) {
        return and(gte("_id", id(run, firstChunk)), lt("_id", run + "0"));
    }

    private static String id(UUID run, int chunk) {
        return "%s/%010d".formatted(run, chunk);
    }
}
