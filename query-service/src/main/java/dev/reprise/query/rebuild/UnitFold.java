package dev.reprise.query.rebuild;

import dev.reprise.query.model.ModelStore;
import dev.reprise.query.model.WorkingSet;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.consumer.Failures;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.history.HistoryReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds the same partitions of all topics, from their checkpoints to their ends. In memory and written once, as
/// long as it fits; when it does not, what there is is flushed, and from then on what events touch is loaded
/// first. Where it takes long, what there is is stored now and then and stays in memory, so that a death costs
/// no more than that.
final class UnitFold {

    private static final Logger LOG = LoggerFactory.getLogger(UnitFold.class);
    private static final int SLICE = 500;
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);

    private final ModelStore model;
    private final Checkpoints checkpoints;
    private final RebuildSettings settings;
    private final Pace pace;
    private final Map<TopicPartition, Long> ends;
    private final Window window;
    private final @Nullable Poisoned poisoned;
    private final RebuildProgress progress;

    UnitFold(
            ModelStore model,
            Checkpoints checkpoints,
            RebuildSettings settings,
            Pace pace,
            Map<TopicPartition, Long> ends,
            Window window,
            @Nullable Poisoned poisoned,
            RebuildProgress progress) {
        this.model = model;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.pace = pace;
        this.ends = ends;
        this.window = window;
        this.poisoned = poisoned;
        this.progress = progress;
    }

    /// Folds the unit, and waits out outages of the store and the broker.
    void run(HistoryReader reader) throws InterruptedException {
        boolean folded = false;
        while (!folded) {
            try {
                fold(reader);
                folded = true;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                if (!Failures.isOutage(e)) {
                    throw e;
                }
                LOG.warn("goes on from the checkpoints of {} in {}: {}", ends.keySet(), AFTER_OUTAGE, e.toString());
                Thread.sleep(AFTER_OUTAGE);
            }
        }
    }

    private void fold(HistoryReader reader) throws InterruptedException {
        Map<TopicPartition, Long> from = checkpoints.load(ends.keySet());
        boolean fromTheBeginning = from.values().stream().allMatch(offset -> offset == 0);
        WorkingSet working = new WorkingSet();
        long passedOver = 0;
        long flushed = System.nanoTime();
        if (poisoned != null) {
            reader.onUndecodable(poisoned::undecodable);
        }
        reader.turnTo(from, ends);
        while (!reader.isAtEnd()) {
            long start = System.nanoTime();
            List<ReceivedEvent> events = reader.next();
            pace.folded(0, System.nanoTime() - start);
            for (int at = 0; at < events.size(); at += SLICE) {
                apply(events.subList(at, Math.min(events.size(), at + SLICE)), working, fromTheBeginning);
                requireUninterrupted();
            }
            progress.reached(reader.positions());
            progress.passedOver(reader.passedOver() - passedOver);
            passedOver = reader.passedOver();
            if (working.bytes() > settings.bytesPerThread()) {
                flush(working, reader);
                working = new WorkingSet();
                fromTheBeginning = false;
                flushed = System.nanoTime();
            } else if (System.nanoTime() - flushed > settings.checkpointEvery().toNanos()) {
                flush(working, reader);
                working.settle();
                flushed = System.nanoTime();
            }
        }
        flush(working, reader);
    }

    private void apply(List<ReceivedEvent> events, WorkingSet working, boolean fromTheBeginning) {
        long start = System.nanoTime();
        if (!fromTheBeginning) {
            model.loadInto(
                    working,
                    events.stream().map(received -> received.event().data()).toList());
        }
        for (ReceivedEvent received : events) {
            if (window.has(received.event()) && (poisoned == null || !poisoned.leavesOut(received))) {
                fold(received, working);
            }
        }
        pace.folded(events.size(), System.nanoTime() - start);
    }

    private void fold(ReceivedEvent received, WorkingSet working) {
        try {
            working.apply(received.event().data(), received.event().sequence(), received.offset());
        } catch (RuntimeException e) {
            if (poisoned == null) {
                throw e;
            }
            poisoned.failed(received, e);
        }
    }

    private void flush(WorkingSet working, HistoryReader reader) throws InterruptedException {
        model.store(working, pace);
        requireUninterrupted();
        if (poisoned != null) {
            poisoned.store(ends.keySet());
        }
        checkpoints.save(reader.positions());
    }

    /// Whoever rests on the way keeps an interruption for here.
    private static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
