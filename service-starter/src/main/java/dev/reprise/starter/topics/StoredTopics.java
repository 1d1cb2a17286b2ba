package dev.reprise.starter.topics;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.reprise.events.TopicState;
import java.util.List;
import java.util.Optional;
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
        return present.stream()
                .flatMap(topic -> fault(topic, known(topic)).stream())
                .toList();
    }

    private String known(TopicState topic) {
        Query query = Query.query(where("_id").is(topic.topic().wireName()));
        Document known = mongo.findOne(query, Document.class, COLLECTION);
        if (known == null) {
            mongo.upsert(query, new Update().setOnInsert("topicId", topic.id()), COLLECTION);
            return topic.id();
        }
        return known.getString("topicId");
    }

    private static Optional<TopicState.Fault> fault(TopicState topic, String known) {
        String name = topic.topic().wireName();
        return known.equals(topic.id())
                ? Optional.empty()
                : Optional.of(new TopicState.Fault(
                        "topic %s is not the one that this database goes with (its id is %s and was %s): it was made anew, or this is another broker"
                                .formatted(name, topic.id(), known),
                        "connect to the broker that has it, or build this service's database anew from the topics that are there (reprise restore; that of query-service: drop it); if it is a true copy of the former topic, remove the document %s from the collection %s"
                                .formatted(name, COLLECTION)));
    }
}
