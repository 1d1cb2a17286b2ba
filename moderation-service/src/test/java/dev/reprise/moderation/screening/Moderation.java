package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.EventCodec;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.EventRegistry;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.authors.Pasts;
import dev.reprise.moderation.classifying.ClassifierSettings;
import dev.reprise.moderation.classifying.Classifiers;
import dev.reprise.moderation.inforce.Policies;
import dev.reprise.moderation.inforce.PolicyDocument;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parts.TestBroker;
import dev.reprise.starter.parts.TestClients;
import dev.reprise.starter.parts.UnpublishedAggregates;
import dev.reprise.starter.store.TestStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// A moderation service without its web server and its consumer loop: what is written stands on a real topic, and is
/// screened when a test says so. What it decides stays in its outboxes.
public final class Moderation implements AutoCloseable {

    private static final EventCodec CODEC = new EventCodec(EventRegistry.published());

    private final TestStore store = TestStore.fresh();
    private final TestBroker broker;
    private final KafkaTemplate<String, byte[]> producer;
    private final AggregateStore<Screening> screenings;
    private final Policies policies;
    private final Classifiers classifiers;
    private final ScreeningBatch batch;
    private final Map<UUID, CommentCreated> comments = new HashMap<>();
    private final Map<UUID, Integer> revisions = new HashMap<>();
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<ReceivedEvent> unheard = new ArrayList<>();
    private final List<ReceivedEvent> heard = new ArrayList<>();

    public Moderation(TestBroker broker, ClassifierSettings settings) {
        this.broker = broker;
        producer = TestClients.producer(broker.address());
        screenings =
                UnpublishedAggregates.in(store.mongo(), "/moderation-service").open("screenings", Screening.class);
        policies = new Policies(store.mongo());
        classifiers = new Classifiers(settings);
        Pasts pasts = new Pasts(store.mongo());
        Screener screener = new Screener(screenings, new Judge(pasts, classifiers), Clock.systemUTC());
        batch = new ScreeningBatch(screener, screenings, policies, pasts);
    }

    public UUID comment(UUID postId, String author, String content, Instant at) {
        CommentCreated created = new CommentCreated(Ids.next(), postId, author, content, CommentStatus.PENDING, 1, at);
        comments.put(created.commentId(), created);
        revisions.put(created.commentId(), 1);
        publish(created);
        return created.commentId();
    }

    public void edit(UUID commentId, String content, Instant at) {
        int revision = revisions.merge(commentId, 1, Integer::sum);
        publish(new CommentUpdated(commentId, post(commentId), content, CommentStatus.PENDING, revision, null, at));
    }

    public void delete(UUID commentId, Instant at) {
        publish(new CommentDeleted(commentId, post(commentId), at));
    }

    private UUID post(UUID commentId) {
        CommentCreated created = comments.get(commentId);
        if (created == null) {
            throw new IllegalArgumentException("there is no comment " + commentId);
        }
        return created.postId();
    }

    private void publish(CommentEvent event) {
        long sequence = sequences.merge(event.commentId(), 1L, Long::sum);
        publish(new EventEnvelope(
                Ids.next(), "/comment-service", sequence, event.occurredAt(), Ids.next(), null, null, event));
    }

    private void publish(EventEnvelope event) {
        try {
            var sent = producer.send(EventCodec.toRecord(CODEC.encode(event)))
                    .get()
                    .getRecordMetadata();
            unheard.add(new ReceivedEvent(sent.topic(), sent.partition(), sent.offset(), event));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Publishes everything once more that was not heard yet, as a relay does that died before it noted what it sent.
    public void publishAgain() {
        List.copyOf(unheard).forEach(received -> publish(received.event()));
    }

    /// Screens what has been written, in the order of writing.
    public void hear() {
        if (!unheard.isEmpty()) {
            batch.handle(unheard);
            heard.addAll(unheard);
            unheard.clear();
        }
    }

    /// Screens once more whatever was screened.
    public void hearAgain() {
        batch.handle(heard);
    }

    /// Puts a policy in force.
    public void put(List<Map<String, Object>> rules) {
        PolicyDocument next = new PolicyDocument(policies.newest().version() + 1, rules, "ada", Instant.EPOCH);
        if (!policies.put(next)) {
            throw new IllegalStateException("somebody else put a policy");
        }
    }

    /// A person decides.
    public void decide(UUID commentId, Verdict verdict) {
        Aggregate<Screening> seen = screening(commentId);
        CommentModerated decided = new CommentModerated(
                commentId,
                seen.state().postId(),
                seen.state().revision(),
                verdict,
                null,
                null,
                "as I see it",
                policies.newest().version(),
                "grace",
                Instant.parse("2026-05-04T12:00:00Z"));
        if (!screenings.replace(seen, seen.state().decided(decided), decided, Cause.request())) {
            throw new IllegalStateException("somebody else decided");
        }
    }

    public Aggregate<Screening> screening(UUID commentId) {
        return screenings.find(commentId).orElseThrow();
    }

    public AggregateStore<Screening> screenings() {
        return screenings;
    }

    public Policies policies() {
        return policies;
    }

    public MongoTemplate mongo() {
        return store.mongo();
    }

    /// The topic as it is read for previews.
    public History history() {
        return new History(TestClients.consumers(broker.address(), "1"), CODEC);
    }

    @Override
    public void close() {
        classifiers.close();
        producer.destroy();
        store.close();
    }
}
