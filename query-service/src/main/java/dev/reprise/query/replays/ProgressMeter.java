package dev.reprise.query.replays;

import dev.reprise.query.rebuild.RebuildProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/// Measures how far a replay is and how fast. Thread-safe.
final class ProgressMeter implements RebuildProgress {

    /// How much of a rate the last interval makes up after a second.
    private static final double WEIGHT_OF_A_SECOND = 0.4;

    private static final double STANDSTILL = 0.5;

    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final AtomicLong passedOver;
    private final Map<TopicPartition, Double> rates = new HashMap<>();
    private Map<TopicPartition, Long> before;
    private long measuredAt = System.nanoTime();

    ProgressMeter(Advance soFar) {
        positions.putAll(soFar.positions());
        passedOver = new AtomicLong(soFar.passedOver());
        before = Map.copyOf(positions);
    }

    @Override
    public void reached(Map<TopicPartition, Long> reached) {
        positions.putAll(reached);
    }

    @Override
    public void passedOver(long records) {
        passedOver.addAndGet(records);
    }

    /// The advance as of now, with rates over the last few seconds.
    synchronized Advance measure() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - measuredAt) / (double) TimeUnit.SECONDS.toNanos(1));
        double weight = 1 - Math.pow(1 - WEIGHT_OF_A_SECOND, seconds);
        Map<TopicPartition, Long> reached = Map.copyOf(positions);
        reached.forEach((partition, position) -> {
            double rate = Math.max(0, position - before.getOrDefault(partition, position)) / seconds;
            double smooth = rates.containsKey(partition)
                    ? rates.getOrDefault(partition, 0.0) * (1 - weight) + rate * weight
                    : rate;
            if (smooth < STANDSTILL) {
                rates.remove(partition);
            } else {
                rates.put(partition, smooth);
            }
        });
        before = reached;
        measuredAt = now;
        return new Advance(reached, Map.copyOf(rates), passedOver.get());
    }
}
