package dev.reprise.query.rebuild;

import dev.reprise.events.Topic;
import dev.reprise.query.generations.Following;
import dev.reprise.query.model.ModelStore;
import dev.reprise.starter.consumer.Checkpoints;
import dev.reprise.starter.history.History;
import dev.reprise.starter.history.HistoryReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Folds a stretch of history into a generation. Partition N of all topics together is a unit of work: a post,
/// its comments and its place in the list have the same key, so their documents are complete when the unit is,
/// and are written once. That keys do stand where they belong is not relied on: documents that are there already
/// are updated under the projection's own guards.
///
/// What is folded follows from the topics alone. It causes nothing: no events, no messages to readers.
public final class Rebuild {

    /// What an event takes in memory once it is folded, roughly: it decides how much is folded together, not
    /// whether it fits.
    private static final long BYTES_OF_AN_EVENT = 800;

    private final History history;
    private final ModelStore model;
    private final Checkpoints checkpoints;
    private final RebuildSettings settings;
    private final Pace pace;

    /// @param checkpoints of the generation that `model` stores
    public Rebuild(History history, ModelStore model, Checkpoints checkpoints, RebuildSettings settings, Pace pace) {
        this.history = history;
        this.model = model;
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.pace = pace;
    }

    /// The same as [#run(Map, Window, Poisoned, RebuildProgress)], passing over records that can't be decoded
    /// and failing at an event that can't be folded.
    public void run(Map<TopicPartition, Long> ends, Window window, RebuildProgress progress)
            throws InterruptedException {
        run(ends, window, null, progress);
    }

    /// Folds from the generation's checkpoints up to `ends`, and moves the checkpoints there. A process that
    /// dies meanwhile leaves checkpoints to go on from. Outages of the store and the broker are waited out.
    ///
    /// @param ends the offset before which to stop, for every partition of the read model's topics
    /// @param poisoned decides about events that can't be folded
    /// @throws InterruptedException when this thread is interrupted; the checkpoints are then somewhere on the
    ///     way
    public void run(
            Map<TopicPartition, Long> ends, Window window, @Nullable Poisoned poisoned, RebuildProgress progress)
            throws InterruptedException {
        List<TopicPartition> all = History.partitions(Following.TOPICS);
        Map<TopicPartition, Long> from = checkpoints.load(all);
        progress.reached(from);
        Queue<UnitFold> units = new ConcurrentLinkedQueue<>();
        for (Map<TopicPartition, Long> unit : units(from, ends)) {
            units.add(new UnitFold(model, checkpoints, settings, pace, unit, window, poisoned, progress));
        }
        foldAll(units);
    }

    /// Several numbers make one unit as long as it is likely to fit in memory: the fewer units there are, the
    /// fewer pages of the store are written again by the next one. Each thread has at least one. The first one
    /// is the smallest there can be, so that one thread reads while another writes.
    private List<Map<TopicPartition, Long>> units(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        int most = Math.ceilDiv(Topic.PARTITIONS, settings.threads());
        List<Map<TopicPartition, Long>> units = new ArrayList<>();
        Map<TopicPartition, Long> unit = new HashMap<>();
        long bytes = 0;
        for (int number = 0; number < Topic.PARTITIONS; number++) {
            long more = BYTES_OF_AN_EVENT * events(number, from, ends);
            boolean isFull = bytes + more > settings.bytesPerThread() || unit.size() >= most * Following.TOPICS.size();
            if (!unit.isEmpty() && (isFull || units.isEmpty())) {
                units.add(unit);
                unit = new HashMap<>();
                bytes = 0;
            }
            if (more > 0) {
                for (TopicPartition partition : numbered(number)) {
                    unit.put(partition, ends.getOrDefault(partition, 0L));
                }
            }
            bytes += more;
        }
        if (!unit.isEmpty()) {
            units.add(unit);
        }
        return units;
    }

    private static long events(int number, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        return numbered(number).stream()
                .mapToLong(
                        partition -> Math.max(0, ends.getOrDefault(partition, 0L) - from.getOrDefault(partition, 0L)))
                .sum();
    }

    private static List<TopicPartition> numbered(int number) {
        return Following.TOPICS.stream()
                .map(topic -> new TopicPartition(topic.wireName(), number))
                .toList();
    }

    private void foldAll(Queue<UnitFold> units) throws InterruptedException {
        int threads = Math.min(settings.threads(), units.size());
        if (threads == 0) {
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("rebuild-", 0).factory());
        try {
            CompletionService<Boolean> folding = new ExecutorCompletionService<>(pool);
            for (int i = 0; i < threads; i++) {
                folding.submit(() -> foldMany(units));
            }
            for (int i = 0; i < threads; i++) {
                folding.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    private boolean foldMany(Queue<UnitFold> units) throws InterruptedException {
        try (HistoryReader reader = history.reader()) {
            for (UnitFold unit = units.poll(); unit != null; unit = units.poll()) {
                unit.run(reader);
            }
        }
        return true;
    }
}
