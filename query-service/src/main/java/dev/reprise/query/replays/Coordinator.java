package dev.reprise.query.replays;

import dev.reprise.query.generations.Pointer.Candidate;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.query.replays.Plan.Cutover;
import dev.reprise.starter.consumer.ConsumerLoop;
import dev.reprise.starter.consumer.Failures;
import dev.reprise.starter.lease.Lease;
import dev.reprise.starter.lease.Rounds;
import dev.reprise.starter.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Works on the replay that is under way, in the one instance that holds the lease; twice a second it renews that, and
/// notes how far the replay is. When the instance dies, another one, or the same after its restart, goes on.
@Component
class Coordinator implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /// A replay's generation is claimed a moment before the replay is written down.
    private static final Duration CLAIMED = Duration.ofSeconds(10);

    private static final Duration LAST_WORK = Duration.ofSeconds(10);
    private static final String AUTOMATIC = "reprise";

    /// What this instance is at.
    private record Work(Replay replay, ProgressMeter meter, Thread thread) {}

    private final Replays replays;
    private final ReplayRun run;
    private final Cutovers cutovers;
    private final PointerStore pointers;
    private final Lease lease;
    private final Clock clock;
    private final Rounds rounds = new Rounds("replays", INTERVAL, this::round);
    private volatile @Nullable Work work;

    Coordinator(
            Replays replays,
            ReplayRun run,
            Cutovers cutovers,
            PointerStore pointers,
            MongoTemplate mongo,
            Clock clock) {
        this.replays = replays;
        this.run = run;
        this.cutovers = cutovers;
        this.pointers = pointers;
        this.lease = new Lease(mongo, "replay", clock);
        this.clock = clock;
    }

    private void round() {
        Work current = work;
        if (current != null && current.thread().isAlive()) {
            goOn(current);
            return;
        }
        if (current != null) {
            replays.advanced(current.replay().id(), current.meter().measure());
            work = null;
        }
        Candidate candidate = pointers.read(clock.instant()).candidate();
        if (candidate != null && lease.hold()) {
            take(candidate);
        }
    }

    private void goOn(Work current) {
        boolean mine = lease.hold()
                && replays.advanced(current.replay().id(), current.meter().measure());
        if (!mine) {
            LOG.info(
                    "replay {} was ended, or another instance goes on with it",
                    current.replay().id());
            current.thread().interrupt();
        }
    }

    private void take(Candidate candidate) {
        Optional<Replay> found = replays.find(candidate.replay());
        if (found.isEmpty()) {
            if (candidate.since().plus(CLAIMED).isBefore(clock.instant())) {
                pointers.release(candidate.replay());
            }
            return;
        }
        Replay replay = found.get();
        switch (replay.state()) {
            case PLANNED, REPLAYING, CATCHING_UP -> begin(replay);
            case READY -> settle(replay);
            case CANCELED, FAILED, LIVE, ROLLED_BACK -> pointers.release(replay.id());
        }
    }

    private void begin(Replay replay) {
        LOG.info(
                "replay {} builds generation {}, from {}",
                replay.id(),
                replay.generation(),
                replay.state().wireName());
        ProgressMeter meter = new ProgressMeter(replay.advance());
        Thread thread = Thread.ofPlatform().name("replay").daemon().unstarted(() -> work(replay, meter));
        work = new Work(replay, meter, thread);
        thread.start();
    }

    private void work(Replay replay, ProgressMeter meter) {
        try {
            run.run(replay, meter);
        } catch (InterruptedException e) {
            LOG.info("replay {} is left as it is", replay.id());
        } catch (RuntimeException | Error e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.info("replay {} is left as it is", replay.id());
            } else if (Failures.isOutage(e)) {
                LOG.warn("replay {} will be gone on with: {}", replay.id(), e.toString());
            } else {
                LOG.error("replay {} failed", replay.id(), e);
                replays.fail(replay.id(), String.valueOf(e.getMessage()), clock.instant());
            }
        }
    }

    /// What becomes of a replay that is ready without anybody deciding.
    private void settle(Replay replay) {
        Compared compared = replay.compared();
        if (replay.plan().dryRun()) {
            pointers.release(replay.id());
        } else if (!replay.plan().window().isWhole()) {
            pointers.keep(replay.id(), replay.generation());
        } else if (replay.plan().cutover() == Cutover.AUTO
                && compared != null
                && !compared.counts().any()
                && compared.live() == pointers.read(clock.instant()).live()) {
            cutOver(replay);
        }
    }

    private void cutOver(Replay replay) {
        try {
            cutovers.cutOver(replay, AUTOMATIC);
            Instant now = clock.instant();
            LOG.info("replay {}: generation {} is live since {}", replay.id(), replay.generation(), now);
        } catch (ProblemException e) {
            LOG.info("replay {} was ended before it was switched in", replay.id());
        }
    }

    @Override
    public void start() {
        rounds.start();
    }

    /// Leaves the replay as it is, for another instance or the next start.
    @Override
    public void stop() {
        rounds.stop();
        Work current = work;
        try {
            if (current != null) {
                current.thread().interrupt();
                current.thread().join(LAST_WORK);
            }
            lease.giveUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }

    /// Starts after the consumer loops and stops before them.
    @Override
    public int getPhase() {
        return ConsumerLoop.PHASE + 2;
    }
}
