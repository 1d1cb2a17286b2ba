package dev.reprise.query.replays;

import dev.reprise.query.generations.Following;
import dev.reprise.starter.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;

/// How far a replay has come, as it was last written down. Immutable.
///
/// @param positions the offset before which everything has been folded
/// @param rates events in a second, over the last seconds; absent for partitions that stand still
/// @param passedOver records that are no events
record Advance(Map<TopicPartition, Long> positions, Map<TopicPartition, Double> rates, long passedOver) {

    static final Advance NONE = new Advance(Map.of(), Map.of(), 0);

    private static final List<TopicPartition> ALL = History.partitions(Following.TOPICS);

    double rate() {
        return rates.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    Document toDocument() {
        return new Document("positions", offsets(positions))
                .append(
                        "rates",
                        ALL.stream()
                                .map(partition -> rates.getOrDefault(partition, 0.0))
                                .toList())
                .append("passedOver", passedOver);
    }

    static Advance read(Document stored) {
        Map<TopicPartition, Double> rates = new HashMap<>();
        List<Double> all = stored.getList("rates", Double.class);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) > 0) {
                rates.put(ALL.get(i), all.get(i));
            }
        }
        return new Advance(
                readOffsets(stored, "positions"),
                rates,
                stored.get("passedOver", Number.class).longValue());
    }

    /// Offsets of all partitions, in their order.
    static List<Long> offsets(Map<TopicPartition, Long> offsets) {
        return ALL.stream()
                .map(partition -> offsets.getOrDefault(partition, 0L))
                .toList();
    }

    static Map<TopicPartition, Long> readOffsets(Document stored, String field) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        List<Number> all = stored.getList(field, Number.class);
        for (int i = 0; i < all.size(); i++) {
            offsets.put(ALL.get(i), all.get(i).longValue());
        }
        return offsets;
    }
}
