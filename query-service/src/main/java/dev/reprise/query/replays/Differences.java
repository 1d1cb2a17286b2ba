package dev.reprise.query.replays;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// The differences that comparisons found, the first [#MOST] of each. Thread-safe.
@Component
class Differences {

    /// How many are kept of one comparison; its counts are exact all the same.
    static final int MOST = 10_000;

    private static final int PAGE = 200;

    private final MongoCollection<Document> documents;

    Differences(MongoTemplate mongo) {
        documents = mongo.getCollection("differences");
    }

    /// Keeps more of a replay's differences.
    ///
    /// @param kept how many there are already
    void add(UUID replay, long kept, List<Difference> found) {
        List<Document> added = new ArrayList<>();
        for (Difference difference : found) {
            Document document = new Document("_id", replay + "/%08d".formatted(kept + added.size()));
            document.putAll(difference.toDocument());
            added.add(document);
        }
        if (!added.isEmpty()) {
            documents.insertMany(added);
        }
    }

    /// Hands over all that are kept of a replay, one by one.
    void forEach(UUID replay, Consumer<Difference> taker) {
        String last = replay + "/";
        List<Document> page;
        do {
            page = documents
                    .find(and(gt("_id", last), lt("_id", replay + "0")))
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)
                    .into(new ArrayList<>());
            for (Document stored : page) {
                taker.accept(Difference.read(stored));
                last = stored.getString("_id");
            }
        } while (page.size() == PAGE);
    }

    void forget(UUID replay) {
        documents.deleteMany(of(replay));
    }

    private static Bson of(UUID replay) {
        return and(gt("_id", replay + "/"), lt("_id", replay + "0"));
    }
}
