package dev.reprise.starter.topics;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.TopicState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Remembers in a service's database which topics it goes with, by the ids that brokers give them. Thread-safe, also
/// between instances.
public final class StoredTopics implements KnownTopics {

    /// Goes with the database, and is no data of its own.
    public static final String COLLECTION = "known_topics";

    private final MongoTemplate mongo;

    public StoredTopics(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public List<TopicState.Fault> recognise(List<TopicState> present) {
        Map<String, String> known = new HashMap<>();
        mongo.findAll(Document.class, COLLECTION)
                .forEach(topic -> known.put(topic.getString("_id"), topic.getString("topicId")));
        List<TopicState.Fault> faults = new ArrayList<>();
        for (TopicState topic : present) {
            String was = known.computeIfAbsent(topic.topic().wireName(), name -> remembered(name, topic.id()));
            if (!was.equals(topic.id())) {
                faults.add(fault(topic, was));
            }
        }
        return faults;
    }

    private String remembered(String name, String id) {
        mongo.upsert(Query.query(where("_id").is(name)), new Update().setOnInsert("topicId", id), COLLECTION);
        return id;
    }

    private static TopicState.Fault fault(TopicState topic, String was) {
        String name = topic.topic().wireName();
        return new TopicState.Fault(
                "topic %s is not the one that this database goes with (its id is %s and was %s): it was made anew, or this is another broker"
                        .formatted(name, topic.id(), was),
                "connect to the broker that has it, or build this service's database anew from the topics that are there (reprise restore; that of query-service: drop it); if it is a true copy of the former topic, remove the document %s from the collection %s"
                        .formatted(name, COLLECTION));
    }
}
