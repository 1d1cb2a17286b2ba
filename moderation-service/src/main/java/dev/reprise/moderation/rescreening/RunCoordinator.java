package dev.reprise.moderation.rescreening;

import dev.reprise.moderation.rescreening.RunWork.Ended;
import dev.reprise.starter.consumer.ConsumerLoop;
import dev.reprise.starter.consumer.Failures;
import dev.reprise.starter.lease.Lease;
import dev.reprise.starter.lease.Rounds;
import dev.reprise.starter.restore.WhileServing;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/// Works on the runs, one after another, in the one instance that holds the lease. When that dies, another one, or the
/// same after its restart, goes on.
@Component
@WhileServing
class RunCoordinator implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunCoordinator.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Runs runs;
    private final RunWork work;
    private final Lease lease;
    private final Rounds rounds = new Rounds("runs", INTERVAL, this::round);

    RunCoordinator(Runs runs, RunWork work, MongoTemplate mongo, Clock clock) {
        this.runs = runs;
        this.work = work;
        this.lease = new Lease(mongo, "runs", clock);
    }

    private void round() {
        runs.next().filter(_ -> lease.hold()).ifPresent(this::work);
    }

    private void work(Run run) {
        LOG.info("{} {} begins", run.kind(), run.id());
        try {
            Beat beat = new Beat(run);
            Ended ended = work.run(run, beat);
            runs.end(run.id(), ended.state(), ended.tally(), null);
            LOG.info("{} {} is {}: {}", run.kind(), run.id(), ended.state(), ended.tally());
        } catch (InterruptedException e) {
            LOG.info("{} {} was ended, or is left to be gone on with", run.kind(), run.id());
        } catch (RuntimeException e) {
            if (Failures.isOutage(e) || Thread.currentThread().isInterrupted()) {
                LOG.warn("{} {} will be gone on with: {}", run.kind(), run.id(), e.toString());
            } else {
                LOG.error("{} {} failed", run.kind(), run.id(), e);
                runs.end(run.id(), RunState.FAILED, null, "It failed; the log says why.");
            }
        }
    }

    /// Renews the lease and notes the progress, twice a second at the most.
    private final class Beat implements Turn {
        private final Run run;
        private long last;

        Beat(Run run) throws InterruptedException {
            this.run = run;
            note(run.tally());
        }

        @Override
        public void goOn(Tally tally) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - last > INTERVAL.toNanos()) {
                note(tally);
            }
        }

        private void note(Tally tally) throws InterruptedException {
            if (!lease.hold() || !runs.advanced(run.id(), tally)) {
                throw new InterruptedException("it is not this instance's turn");
            }
            last = System.nanoTime();
        }
    }

    @Override
    public void start() {
        rounds.start();
    }

    /// Leaves the run as it is, for another instance or the next start.
    @Override
    public void stop() {
        rounds.stop();
        lease.giveUp();
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
