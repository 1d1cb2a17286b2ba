package dev.reprise.query.replays;

import dev.reprise.query.generations.Following;
import dev.reprise.query.generations.Pointer;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.query.generations.Reads;
import dev.reprise.query.model.ModelCollections;
import dev.reprise.query.model.ModelStore;
import dev.reprise.query.rebuild.Pace;
import dev.reprise.query.rebuild.Poisoned;
import dev.reprise.query.rebuild.Rebuild;
import dev.reprise.query.rebuild.RebuildSettings;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.history.History;
import dev.reprise.starter.parking.ParkedKeyStore;
import dev.reprise.starter.parking.RedriveStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// The way of one replay from its plan to the moment when it can be switched in. Goes on where it was left.
/// Thread-safe.
@Component
class ReplayRun {

    /// So far behind the head a generation is folded in bulk; nearer, it is followed like the live one.
    private static final long FAR = 5_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration READERS_ACTIVE = Duration.ofSeconds(2);
    private static final long BARRIER = Duration.ofSeconds(60).toNanos();

    private final Replays replays;
    private final Differences differences;
    private final PointerStore pointers;
    private final Following following;
    private final Heads heads;
    private final History history;
    private final RebuildSettings settings;
    private final Reads reads;
    private final MongoTemplate mongo;
    private final Clock clock;

    ReplayRun(
            Replays replays,
            Differences differences,
            PointerStore pointers,
            Following following,
            Heads heads,
            History history,
            RebuildSettings settings,
            Reads reads,
            MongoTemplate mongo,
            Clock clock) {
        this.replays = replays;
        this.differences = differences;
        this.pointers = pointers;
        this.following = following;
        this.heads = heads;
        this.history = history;
        this.settings = settings;
        this.reads = reads;
        this.mongo = mongo;
        this.clock = clock;
    }

    /// Brings a replay that is under way to `ready`; returns earlier when it is ended by others.
    ///
    /// @throws InterruptedException when this thread is interrupted: the replay stays as it is, to be gone on
    ///     with
    void run(Replay replay, ProgressMeter meter) throws InterruptedException {
        UUID id = replay.id();
        Pace pace = new Pace(
                replay.plan().maxEventsPerSecond(), () -> reads.within(READERS_ACTIVE), settings.readersShare());
        if (replay.state() == State.PLANNED) {
            replays.start(id, clock.instant());
        }
        if (replay.state() == State.PLANNED || replay.state() == State.REPLAYING) {
            fold(replay, meter, pace);
            boolean goesOn = replay.plan().window().isWhole()
                    ? replays.catchUp(id)
                    : !replays.complete(id, meter.measure(), clock.instant());
            if (!goesOn) {
                return;
            }
        }
        pointers.follow(id);
        awaitHead(replay.generation(), meter);
        Compared compared = compare(replay, pace);
        awaitHead(replay.generation(), meter);
        replays.ready(id, meter.measure(), compared, clock.instant());
    }

    private void fold(Replay replay, ProgressMeter meter, Pace pace) throws InterruptedException {
        ModelCollections collections = ModelCollections.of(mongo, replay.generation());
        collections.createIndexes();
        Checkpoints checkpoints = following.checkpoints(replay.generation());
        Rebuild rebuild = new Rebuild(history, new ModelStore(collections), checkpoints, settings, pace);
        Poisoned poisoned = new Poisoned(
                new ParkedKeyStore(mongo),
                Following.subscription(replay.generation()),
                replay.plan().park(),
                new RedriveStore(mongo).discarding(),
                clock);
        Map<TopicPartition, Long> ends = replay.target();
        rebuild.run(ends, replay.plan().window(), poisoned, meter);
        while (replay.plan().window().isWhole() && Heads.between(ends, heads.now()) > FAR) {
            ends = heads.now();
            rebuild.run(ends, replay.plan().window(), poisoned, meter);
        }
    }

    private void awaitHead(int generation, ProgressMeter meter) throws InterruptedException {
        Map<TopicPartition, Long> ends = heads.now();
        Checkpoints checkpoints = following.checkpoints(generation);
        Map<TopicPartition, Long> positions = checkpoints.load(Heads.PARTITIONS);
        while (Heads.between(positions, ends) > 0) {
            Thread.sleep(LOOK_AGAIN);
            positions = checkpoints.load(Heads.PARTITIONS);
            meter.reached(positions);
        }
    }

    private Compared compare(Replay replay, Pace pace) throws InterruptedException {
        differences.forget(replay.id());
        Pointer pointer = pointers.read(clock.instant());
        List<Difference> kept = new ArrayList<>();
        long[] listed = {0};
        ModelDiff diff = new ModelDiff(() -> awaitBoth(pointer.live(), replay.generation()), pace, found -> {
            kept.clear();
            kept.addAll(found.subList(0, (int) Math.min(found.size(), Differences.MOST - listed[0])));
            differences.add(replay.id(), listed[0], kept);
            listed[0] += kept.size();
        });
        diff.compare(ModelPair.of(
                ModelCollections.of(mongo, pointer.live()), ModelCollections.of(mongo, replay.generation())));
        return new Compared(diff.counts(), diff.compared(), listed[0], pointer.live(), clock.instant());
    }

    /// Both have folded what stands on the topics now; or one of them does not get there, which is a
    /// difference too.
    private void awaitBoth(int live, int rebuilt) throws InterruptedException {
        Map<TopicPartition, Long> ends = heads.now();
        long until = System.nanoTime() + BARRIER;
        while (isBehind(live, ends) || isBehind(rebuilt, ends)) {
            if (System.nanoTime() > until) {
                return;
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private boolean isBehind(int generation, Map<TopicPartition, Long> ends) {
        return Heads.between(following.checkpoints(generation).load(Heads.PARTITIONS), ends) > 0;
    }
}
