package dev.reprise.starter.outbox;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import com.mongodb.ReadConcern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// The waiting events in the documents of a service's aggregates. Only those are seen that a majority of a replica set
/// has: of any other, a new primary may know nothing, and what is published can't be taken back.
final class Outboxes {

    /// Where an aggregate's document stands.
    record Address(String collection, String id) {}

    private final MongoTemplate mongo;

    Outboxes(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /// The aggregates of `collection` whose outbox is not empty, at most `limit`.
    List<Address> waiting(String collection, int limit) {
        Query query = isWaiting().limit(limit);
        query.fields().include("_id");
        return mongo.find(query, Document.class, collection).stream()
                .map(document -> new Address(collection, document.getString("_id")))
                .toList();
    }

    /// How many aggregates of `collection` have an outbox that is not empty.
    long countWaiting(String collection) {
        return mongo.count(isWaiting(), collection);
    }

    private static Query isWaiting() {
        return Query.query(where(OutboxEntry.FIELD + ".0").exists(true)).withReadConcern(ReadConcern.MAJORITY);
    }

    /// What waits in each of these aggregates, in order; those with nothing are left out.
    Map<Address, List<OutboxEntry>> load(Collection<Address> addresses) {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        addresses.forEach(address -> ids.computeIfAbsent(address.collection(), _ -> new ArrayList<>())
                .add(address.id()));
        Map<Address, List<OutboxEntry>> loaded = new LinkedHashMap<>();
        ids.forEach((collection, wanted) -> {
            Query query = Query.query(where("_id").in(wanted)).withReadConcern(ReadConcern.MAJORITY);
            query.fields().include(OutboxEntry.FIELD);
            for (Document document : mongo.find(query, Document.class, collection)) {
                List<OutboxEntry> entries = OutboxEntry.of(document);
                if (!entries.isEmpty()) {
                    loaded.put(new Address(collection, document.getString("_id")), entries);
                }
            }
        });
        return loaded;
    }

    /// Forgets published events by their ids; events that were added meanwhile stay.
    void remove(Map<Address, List<String>> published) {
        Map<String, BulkOperations> bulks = new LinkedHashMap<>();
        published.forEach((address, eventIds) -> {
            Document entry = new Document("id", new Document("$in", eventIds));
            bulks.computeIfAbsent(address.collection(), collection -> mongo.bulkOps(BulkMode.UNORDERED, collection))
                    .updateOne(Query.query(where("_id").is(address.id())), new Update().pull(OutboxEntry.FIELD, entry));
        });
        bulks.values().forEach(BulkOperations::execute);
    }
}
