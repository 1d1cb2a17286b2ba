package dev.reprise.starter.parts;

import dev.reprise.events.Ids;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.AggregateStores;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.outbox.OutboxRelay;
import dev.reprise.starter.topics.TopicGuard;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One instance of a service that keeps things and publishes what happened to them; nothing is published before
/// [#start].
public final class Service implements AutoCloseable {

    /// What is kept.
    public record Thing(String name, int changes) {}

    private final MongoTemplate mongo;
    private final OutboxRelay relay;
    private final AggregateStore<Thing> things;

    public Service(MongoTemplate mongo, TopicGuard topics) {
        this(mongo, topics, TestBroker.shared().address(), Duration.ofSeconds(15));
    }

    public Service(MongoTemplate mongo, TopicGuard topics, String broker, Duration sweep) {
        this.mongo = mongo;
        this.relay = new OutboxRelay(mongo, TestClients.producer(broker), topics, sweep, new SimpleMeterRegistry());
        this.things = new AggregateStores(mongo, relay, Tasks.CODEC, "/test").open("things", Thing.class);
    }

    public Service start() {
        relay.start();
        return this;
    }

    @Override
    public void close() {
        relay.stop();
    }

    public AggregateStore<Thing> things() {
        return things;
    }

    public OutboxRelay relay() {
        return relay;
    }

    /// A new thing with `changes` changes, so `changes + 1` events.
    public UUID write(int changes) {
        UUID id = Ids.next();
        things.create(id, new Thing("thing", 0), Tasks.event(id, 1), Cause.request());
        for (int change = 0; change < changes; change++) {
            change(id);
        }
        return id;
    }

    /// Changes a thing, again and again until nobody else was faster.
    public void change(UUID id) {
        boolean changed = false;
        while (!changed) {
            Aggregate<Thing> seen = things.find(id).orElseThrow();
            Thing next = new Thing(seen.state().name(), seen.state().changes() + 1);
            changed = things.replace(seen, next, Tasks.event(id, seen.version() + 1), Cause.request());
        }
    }

    /// A thing's document as it is stored.
    public Document document(UUID id) {
        Document document = mongo.findById(id.toString(), Document.class, "things");
        if (document == null) {
            throw new IllegalStateException("there is no thing " + id);
        }
        return document;
    }

    /// How many events wait in a thing's document.
    public int waiting(UUID id) {
        return document(id).getList("outbox", Document.class).size();
    }
}
