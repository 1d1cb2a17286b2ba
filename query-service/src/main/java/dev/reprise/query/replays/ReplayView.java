package dev.reprise.query.replays;

import dev.reprise.query.generations.DifferenceCounts;
import dev.reprise.query.generations.Pointer;
import dev.reprise.query.replays.Plan.Cutover;
import dev.reprise.starter.parking.ParkedKeyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A replay as it is answered.
///
/// @param done events folded of those that stood on the topics when it was planned; never more than `total`
/// @param etaSeconds how long the rest of them takes at this rate; absent when nothing moves
/// @param lag events between its position and the head as it is now; absent when the broker does not answer, and
///     for a replay that has ended
/// @param passedOver records that are no events
/// @param park whether the keys of events that can't be folded are left out
/// @param parked what its generation leaves out; absent in lists
/// @param slowest the partition with the most left to do
/// @param waitsFor `person` when it goes on only by a cutover or a cancellation
/// @param rollbackUntil until when the generation before is kept
/// @param partitions absent in lists
record ReplayView(
        UUID id,
        State state,
        @Nullable String reason,
        int generation,
        Cutover cutover,
        boolean dryRun,
        String from,
        @Nullable Instant until,
        @Nullable Long maxEventsPerSecond,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant endedAt,
        long done,
        long total,
        double eventsPerSecond,
        @Nullable Long etaSeconds,
        @Nullable Long lag,
        long passedOver,
        boolean park,
        ParkedKeyStore.@Nullable Totals parked,
        @Nullable String slowest,
        @Nullable Diff diff,
        @Nullable String waitsFor,
        @Nullable Instant rollbackUntil,
        @Nullable List<PartitionView> partitions) {

    record PartitionView(
            String topic,
            int partition,
            long done,
            long total,
            double eventsPerSecond,
            @Nullable Long etaSeconds) {

        long left() {
            return total - done;
        }
    }

    record Diff(long missing, long extra, long changed, long compared, Instant at) {

        static Diff of(Compared compared) {
            DifferenceCounts counts = compared.counts();
            return new Diff(counts.missing(), counts.extra(), counts.changed(), compared.compared(), compared.at());
        }
    }

    /// @param ends where the topics end now; absent when that is not known
    static ReplayView of(
            Replay replay,
            Pointer pointer,
            @Nullable Map<TopicPartition, Long> ends,
            ParkedKeyStore.@Nullable Totals parked,
            boolean whole) {
        State state = Cutovers.stateOf(replay, pointer);
        boolean moves = state == State.REPLAYING || state == State.CATCHING_UP;
        List<PartitionView> partitions = Heads.PARTITIONS.stream()
                .map(partition -> partition(partition, replay, moves))
                .toList();
        long done = partitions.stream().mapToLong(PartitionView::done).sum();
        long total = partitions.stream().mapToLong(PartitionView::total).sum();
        double rate = moves ? replay.advance().rate() : 0;
        Pointer.Previous previous = pointer.live() == replay.generation() ? pointer.previous() : null;
        return new ReplayView(
                replay.id(),
                state,
                replay.reason(),
                replay.generation(),
                replay.plan().cutover(),
                replay.plan().dryRun(),
                Objects.toString(replay.plan().window().from(), "beginning"),
                replay.plan().window().until(),
                replay.plan().maxEventsPerSecond() == 0 ? null : replay.plan().maxEventsPerSecond(),
                replay.requestedBy(),
                replay.createdAt(),
                replay.startedAt(),
                replay.readyAt(),
                replay.endedAt(),
                done,
                total,
                rounded(rate),
                moves ? eta(total - done, rate) : null,
                ends == null || !moves ? null : Heads.between(replay.advance().positions(), ends),
                replay.advance().passedOver(),
                replay.plan().park(),
                parked,
                slowest(partitions, state),
                replay.compared() == null ? null : Diff.of(replay.compared()),
                state == State.READY && replay.plan().isForServing() ? waitsFor(replay) : null,
                state == State.LIVE && previous != null ? previous.until() : null,
                whole ? partitions : null);
    }

    private static PartitionView partition(TopicPartition partition, Replay replay, boolean moves) {
        long total = replay.target().getOrDefault(partition, 0L);
        long done = Math.min(total, replay.advance().positions().getOrDefault(partition, 0L));
        double rate = moves ? replay.advance().rates().getOrDefault(partition, 0.0) : 0;
        return new PartitionView(
                partition.topic(),
                partition.partition(),
                done,
                total,
                rounded(rate),
                moves && rate > 0 ? eta(total - done, rate) : null);
    }

    private static @Nullable Long eta(long left, double rate) {
        return left == 0 ? Long.valueOf(0) : rate > 0 ? (long) Math.ceil(left / rate) : null;
    }

    private static @Nullable String slowest(List<PartitionView> partitions, State state) {
        return state != State.REPLAYING
                ? null
                : partitions.stream()
                        .filter(partition -> partition.left() > 0)
                        .max(Comparator.comparingLong(PartitionView::left))
                        .map(partition -> partition.topic() + "-" + partition.partition())
                        .orElse(null);
    }

    private static @Nullable String waitsFor(Replay replay) {
        Compared compared = replay.compared();
        boolean differs = compared != null && compared.counts().any();
        return replay.plan().cutover() == Cutover.MANUAL || differs ? "person" : null;
    }

    private static double rounded(double rate) {
        return Math.round(rate * 10) / 10.0;
    }
}
