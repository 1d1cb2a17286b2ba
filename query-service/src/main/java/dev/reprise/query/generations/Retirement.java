package dev.reprise.query.generations;

import dev.reprise.query.model.ModelCollections;
import dev.reprise.starter.history.History;
import dev.reprise.starter.lease.Rounds;
import dev.reprise.starter.parking.ParkedKeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Gives up the generation before the live one when its time is over, and drops the collections of generations
/// that nobody knows any more: also those that a crash or a late writer left behind. Every instance does this.
///
/// A collection is dropped only when its generation has been unknown for [#GRACE], longer than any reader or
/// writer holds on to it.
@Component
class Retirement implements SmartLifecycle {

    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PointerStore pointers;
    private final Following following;
    private final MongoTemplate mongo;
    private final Map<Integer, Instant> unknownSince = new HashMap<>();
    private final Rounds rounds;

    Retirement(PointerStore pointers, Following following, MongoTemplate mongo, Clock clock) {
        this.pointers = pointers;
        this.following = following;
        this.mongo = mongo;
        this.rounds = new Rounds("retirement", INTERVAL, () -> retire(clock.instant()));
    }

    void retire(Instant now) {
        // In this order: a generation has its place in the pointer before it has a collection.
        Set<Integer> present = new HashSet<>();
        mongo.getCollectionNames()
                .forEach(name -> ModelCollections.generationOf(name).ifPresent(present::add));
        Pointer pointer = pointers.read(now);
        Pointer.Previous previous = pointer.previous();
        if (previous != null && !now.isBefore(previous.until())) {
            LOG.info("generation {} has been kept long enough; there is no rolling back to it now", previous);
            pointers.forgetPrevious(previous);
        }
        unknownSince.keySet().retainAll(present);
        unknownSince.keySet().removeAll(pointer.known());
        present.removeAll(pointer.known());
        for (int generation : present) {
            if (!now.isBefore(unknownSince.computeIfAbsent(generation, _ -> now).plus(GRACE))) {
                ModelCollections.of(mongo, generation).drop();
                following.checkpoints(generation).forget(History.partitions(Following.TOPICS));
                new ParkedKeyStore(mongo).forget(Following.subscription(generation));
                LOG.info("generation {} is dropped", generation);
            }
        }
    }

    @Override
    public void start() {
        rounds.start();
    }

    @Override
    public void stop() {
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    @Override
    public int getPhase() {
        return Following.PHASE;
    }
}
