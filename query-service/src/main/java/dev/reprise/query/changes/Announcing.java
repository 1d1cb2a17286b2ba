package dev.reprise.query.changes;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.DomainEvent;
import dev.reprise.query.generations.Versions;
import dev.reprise.query.model.Current;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.starter.consumer.Failures;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Passes on events of the backlog as soon as they are visible in the live generation, and sees to it that nothing
/// of one generation is taken for the other's when they are switched. Used by one thread.
@Component
class Announcing {

    private static final Logger LOG = LoggerFactory.getLogger(Announcing.class);

    /// How often it is asked how far the generation has been folded. Only that tells of an event that changes nothing.
    private static final Duration ASK_AGAIN = Duration.ofMillis(250);

    private final Versions versions;
    private final ChangeListener listener;
    private final MongoTemplate mongo;
    private final Map<TopicPartition, Long> announced = new HashMap<>();
    private Map<TopicPartition, Long> folded = Map.of();
    private long asked;
    private int generation;
    private boolean isWaiting;

    Announcing(Versions versions, ChangeListener listener, MongoTemplate mongo) {
        this.versions = versions;
        this.listener = listener;
        this.mongo = mongo;
    }

    void beginAt(Map<TopicPartition, Long> offsets) {
        announced.clear();
        announced.putAll(offsets);
        listener.beginsAt(offsets);
    }

    void end() {
        versions.end();
        generation = 0;
    }

    /// Goes on with that generation. Versions count for it once it has all that was announced of the one before.
    void of(int live, Supplier<Map<TopicPartition, Long>> checkpoints) {
        if (live != generation) {
            versions.end();
            generation = live;
            folded = Map.of();
            asked = System.nanoTime() - ASK_AGAIN.toNanos();
        }
        if (System.nanoTime() - asked >= ASK_AGAIN.toNanos() && !isInStep()) {
            folded = checkpoints.get();
            asked = System.nanoTime();
        }
        if (!versions.areOf(live)
                && announced.entrySet().stream().allMatch(at -> hasFolded(at.getKey(), at.getValue()))) {
            versions.beginWith(live);
        }
    }

    private boolean isInStep() {
        return versions.areOf(generation) && !isWaiting;
    }

    private boolean hasFolded(TopicPartition partition, long next) {
        return folded.getOrDefault(partition, 0L) >= next;
    }

    /// Whether this instance stored all that comes next; the store is not asked.
    boolean isKnownVisible(Backlog backlog) {
        return backlog.next().stream()
                .filter(received -> isShown(received.event().data()))
                .allMatch(received -> versions.haveSeen(
                        generation, received.event().subject(), received.event().sequence()));
    }

    /// Passes on what is visible by now.
    void announce(Backlog backlog) {
        List<ReceivedEvent> next = backlog.next();
        while (!next.isEmpty()) {
            List<DomainEvent> shown = next.stream()
                    .map(received -> received.event().data())
                    .filter(Announcing::isShown)
                    .toList();
            Current now = current(shown);
            List<ReceivedEvent> visible = backlog.take(next, received -> isVisible(received, now));
            visible.forEach(received -> announce(received, now));
            next = visible.isEmpty() ? List.of() : backlog.next();
        }
        isWaiting = backlog.size() > 0;
    }

    /// What the generation has of these events' subjects. What can't be read counts as absent: an event that met it is
    /// parked with its key, and all others go on.
    private Current current(List<DomainEvent> shown) {
        ModelStore model = new ModelStore(ModelCollections.of(mongo, generation));
        WorkingSet loaded = new WorkingSet();
        if (Failures.caught(() -> model.loadInto(loaded, shown)) != null) {
            for (DomainEvent event : shown) {
                Throwable failure = Failures.caught(() -> model.loadInto(loaded, List.of(event)));
                if (failure != null) {
                    LOG.debug("what there is of {} can't be read", event.subject(), failure);
                }
            }
        }
        return loaded.current();
    }

    /// Nobody but its author is shown a comment that was just created; it is looked for when its verdict comes.
    private static boolean isShown(DomainEvent event) {
        return !(event instanceof CommentCreated);
    }

    private boolean isVisible(ReceivedEvent received, Current now) {
        DomainEvent event = received.event().data();
        return !isShown(event)
                || now.version(event) >= received.event().sequence()
                || hasFolded(Backlog.partition(received), received.offset() + 1);
    }

    private void announce(ReceivedEvent received, Current now) {
        DomainEvent event = received.event().data();
        long sequence = received.event().sequence();
        // One that is passed and not visible is parked, or changes nothing: who waits for it goes on waiting.
        boolean isApplied = isShown(event) && now.version(event) >= sequence;
        if (isApplied && !versions.haveSeen(generation, event.subject(), sequence)) {
            versions.changed(generation, event, sequence);
        }
        listener.visible(received, now);
        announced.put(Backlog.partition(received), received.offset() + 1);
    }
}
