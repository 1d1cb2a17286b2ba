package dev.reprise.starter.consumer;

import dev.reprise.starter.parking.ParkedKeyStore;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How far a subscription has come.
///
/// @param state what its loop is doing in this instance: `starting`, `running`, `waiting` for store or broker,
///     `failing` and trying again, `halted` or `stopped`
/// @param positions of all its partitions, whichever instance reads them
/// @param parked what waits behind events that could not be applied, whichever instance parked it
record SubscriptionStatus(String name, String state, List<Position> positions, ParkedKeyStore.Totals parked) {

    /// @param next the offset of the next event to read; all before it are applied, their effects stored, or
    ///     parked
    record Position(String topic, int partition, long next) {}

    static SubscriptionStatus of(
            String name,
            ConsumerLoop.State state,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> next,
            ParkedKeyStore.Totals parked) {
        List<Position> positions = partitions.stream()
                .map(partition ->
                        new Position(partition.topic(), partition.partition(), next.getOrDefault(partition, 0L)))
                .toList();
        return new SubscriptionStatus(name, word(state), positions, parked);
    }

    private static String word(ConsumerLoop.State state) {
        return switch (state) {
            case ConsumerLoop.State.Starting() -> "starting";
            case ConsumerLoop.State.Running() -> "running";
            case ConsumerLoop.State.WaitingOut(String _) -> "waiting";
            case ConsumerLoop.State.Failing(String _) -> "failing";
            case ConsumerLoop.State.Halted(String _) -> "halted";
            case ConsumerLoop.State.Stopped() -> "stopped";
        };
    }
}
