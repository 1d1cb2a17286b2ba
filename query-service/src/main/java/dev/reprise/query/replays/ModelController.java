package dev.reprise.query.replays;

import dev.reprise.query.generations.Following;
import dev.reprise.query.generations.Pointer;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.query.generations.Switch;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Which generation is served, and how far it has been folded.
@Tag(name = "Replays")
@RestController
class ModelController {

    /// @param lag events between the generation's position and the head
    /// @param previous what a rollback would go back to; absent when it is gone
    /// @param pending the replay that is under way
    /// @param switches every cutover and rollback, the oldest first
    record Model(
            int generation,
            Instant since,

            @Schema(description = "Events between the generation's position and the head.")
            long lag,

            List<Position> partitions,

            @Schema(description = "What a rollback would go back to; absent when it is gone.") @Nullable
            Previous previous,

            @Schema(description = "The replay that is under way.") @Nullable
            Pending pending,

            @Schema(description = "Every cutover and rollback, the oldest first.")
            List<Switch> switches) {}

    record Position(String topic, int partition, long position, long end, long lag) {}

    /// @param until when it is dropped
    record Previous(int generation, Instant until, long lag) {}

    record Pending(UUID replay, int generation, State state) {}

    private final PointerStore pointers;
    private final Following following;
    private final Replays replays;
    private final Heads heads;
    private final Clock clock;

    ModelController(PointerStore pointers, Following following, Replays replays, Heads heads, Clock clock) {
        this.pointers = pointers;
        this.following = following;
        this.replays = replays;
        this.heads = heads;
        this.clock = clock;
    }

    @Operation(operationId = "getModel", summary = "Shows which generation is served, and how far it has been folded")
    @Refuses(
            status = 503,
            code = "broker-not-reachable",
            detail = "The broker does not answer, so the lag is not known. Reads go on. Try again.")
    @GetMapping(path = "/model", produces = MediaType.APPLICATION_JSON_VALUE)
    Model model() {
        Pointer pointer = pointers.read(clock.instant());
        Map<TopicPartition, Long> ends = heads.latelyIfKnown();
        if (ends == null) {
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "broker-not-reachable",
                            "The broker does not answer, so the lag is not known. Reads go on. Try again.")
                    .exception();
        }
        Map<TopicPartition, Long> positions = positions(pointer.live());
        List<Position> partitions = Heads.PARTITIONS.stream()
                .map(partition ->
                        position(partition, positions.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)))
                .toList();
        return new Model(
                pointer.live(),
                pointer.since(),
                Heads.between(positions, ends),
                partitions,
                previous(pointer.previous(), ends),
                pending(pointer.candidate()),
                pointer.switches());
    }

    private Map<TopicPartition, Long> positions(int generation) {
        return following.checkpoints(generation).load(Heads.PARTITIONS);
    }

    private static Position position(TopicPartition partition, long position, long end) {
        return new Position(
                partition.topic(),
                partition.partition(),
                position,
                Math.max(end, position),
                Math.max(0, end - position));
    }

    private @Nullable Previous previous(Pointer.@Nullable Previous kept, Map<TopicPartition, Long> ends) {
        return kept == null
                ? null
                : new Previous(kept.generation(), kept.until(), Heads.between(positions(kept.generation()), ends));
    }

    private @Nullable Pending pending(Pointer.@Nullable Candidate candidate) {
        return candidate == null
                ? null
                : replays.find(candidate.replay())
                        .map(replay -> new Pending(replay.id(), replay.generation(), replay.state()))
                        .orElse(null);
    }
}
