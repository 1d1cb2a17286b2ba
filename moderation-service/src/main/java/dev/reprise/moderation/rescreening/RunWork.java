package dev.reprise.moderation.rescreening;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Topic;
import dev.reprise.moderation.inforce.Policies;
import dev.reprise.moderation.inforce.PolicyDocument;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.rescreening.Comparison.Difference;
import dev.reprise.moderation.rescreening.Run.Kind;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.history.History;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/// The work of a run, from the first comment to the last. One that is done again after a death begins at the first
/// comment again: what a rescreen has written differs no more. Thread-safe.
@Component
class RunWork {

    private static final int BATCH = 500;

    /// How a run ended by itself.
    record Ended(RunState state, Tally tally) {}

    private final History history;
    private final AggregateStore<Screening> screenings;
    private final Policies policies;
    private final Changes changes;
    private final Clock clock;

    RunWork(History history, AggregateStore<Screening> screenings, Policies policies, Changes changes, Clock clock) {
        this.history = history;
        this.screenings = screenings;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    /// Returns when the run is done, or superseded by another policy.
    ///
    /// @throws InterruptedException as `turn` does, or when the thread is interrupted: the run is left as it is
    Ended run(Run run, Turn turn) throws InterruptedException {
        Going going = new Going(run, turn);
        Map<TopicPartition, Long> ends = history.ends(Topic.COMMENTS.partitions());
        long total = ends.values().stream().mapToLong(Long::longValue).sum();
        going.tally = going.tally.read(0, total); // so that the first batch of a slow rescreen is not one of none
        try (CommentsByTime comments = new CommentsByTime(history, ends)) {
            while (!comments.isAtEnd()) {
                List<EventEnvelope> batch = comments.next(BATCH);
                if (!going.take(batch)) {
                    return new Ended(RunState.SUPERSEDED, going.tally.read(comments.done(), total));
                }
                going.tally = going.tally.read(comments.done(), total);
                turn.goOn(going.tally);
            }
        }
        going.list.flush();
        return new Ended(RunState.DONE, going.tally);
    }

    /// One run while it is at work.
    private final class Going {
        private final Run run;
        private final Turn turn;
        private final Policy policy;
        private final Comparison comparison;
        private final ChangeList list;
        private final Pace pace;
        private Tally tally = Tally.NOTHING;

        Going(Run run, Turn turn) {
            this.run = run;
            this.turn = turn;
            this.policy = run.kind() == Kind.PREVIEW
                    ? new Policy(0, PolicyDocument.read(run.rules()))
                    : policies.version(run.policyVersion()).orElseThrow().policy();
            this.comparison = new Comparison(policy, chosen(run));
            this.list = new ChangeList(changes, run.id());
            this.pace = new Pace(run.changesPerSecond());
            if (run.kind() == Kind.PREVIEW) {
                changes.forget(run.id());
            } else {
                // What was listed before a death is applied, or will be; it is counted once.
                changes.each(run.id(), this::count);
            }
        }

        private void count(Change change) {
            list.add(change);
            tally = tally.changed(change.from().status(), change.to().status());
        }

        /// @return false when another policy is in force
        boolean take(List<EventEnvelope> batch) throws InterruptedException {
            List<Difference> differences = comparison.compare(batch, screenings(batch));
            tally = tally.judged(comparison.counts());
            for (Difference difference : differences) {
                if (!list.has(difference.seen().id())) {
                    count(Change.of(difference.seen(), difference.verdict()));
                }
            }
            return run.kind() == Kind.PREVIEW || applied(differences);
        }

        /// Writes verdicts, all of which are listed before.
        private boolean applied(List<Difference> differences) throws InterruptedException {
            list.flush();
            for (Difference difference : differences) {
                pace.await();
                turn.goOn(tally);
                if (policies.inForce().version() != policy.version()) {
                    return false;
                }
                if (!isApplied(difference)) {
                    tally = tally.forestalled();
                }
            }
            return true;
        }

        private boolean isApplied(Difference difference) {
            Aggregate<Screening> seen = difference.seen();
            while (difference.holds(seen.state())) {
                Screening stands = seen.state();
                CommentModerated verdict = difference
                        .verdict()
                        .event(difference.event(), stands.revision(), policy.version(), clock.instant());
                Screening next = stands.after(verdict, stands.commentSequence()).told(difference.event());
                // All that a rescreen changes has its id as correlation.
                if (screenings.replace(seen, next, verdict, new Cause(run.id(), null, null))) {
                    return true;
                }
                Optional<Aggregate<Screening>> now = screenings.find(seen.id());
                seen = now.orElseThrow();
            }
            return false;
        }
    }

    private Map<UUID, Aggregate<Screening>> screenings(List<EventEnvelope> batch) {
        Set<UUID> ids = batch.stream().map(EventEnvelope::subject).collect(Collectors.toSet());
        return screenings.findAll(ids).stream().collect(Collectors.toMap(Aggregate::id, Function.identity()));
    }

    private Predicate<UUID> chosen(Run run) {
        if (run.preview() == null) {
            return _ -> true;
        }
        Set<UUID> named = new HashSet<>();
        changes.each(run.preview(), change -> named.add(change.commentId()));
        return named::contains;
    }

    /// Spaces out what is done so often a second. Not thread-safe.
    private static final class Pace {
        private final long interval;
        private long next = System.nanoTime();

        /// @param perSecond 0 for no limit
        Pace(int perSecond) {
            interval = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        }

        void await() throws InterruptedException {
            long now = System.nanoTime();
            next = Math.max(next, now - interval) + interval;
            TimeUnit.NANOSECONDS.sleep(next - interval - now);
        }
    }
}
