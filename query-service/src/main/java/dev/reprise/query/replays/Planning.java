package dev.reprise.query.replays;

import dev.reprise.events.Ids;
import dev.reprise.query.generations.Pointer;
import dev.reprise.query.generations.Pointer.Candidate;
import dev.reprise.query.generations.PointerStore;
import dev.reprise.starter.history.History;
import dev.reprise.starter.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Starts replays, and says beforehand what one would take. Thread-safe, also between instances.
@Component
class Planning {

    private final Replays replays;
    private final PointerStore pointers;
    private final Heads heads;
    private final History history;
    private final Sample sample;
    private final Clock clock;

    Planning(Replays replays, PointerStore pointers, Heads heads, History history, Sample sample, Clock clock) {
        this.replays = replays;
        this.pointers = pointers;
        this.heads = heads;
        this.history = history;
        this.sample = sample;
        this.clock = clock;
    }

    /// Writes a replay down, with its target frozen; the instance that has the lease begins with it.
    ///
    /// @throws dev.reprise.starter.web.ProblemException 409 `replay-running`, `history-truncated`, 503
    ///     `broker-not-reachable`
    Replay start(Plan plan, String by) {
        Map<TopicPartition, Long> target = target();
        UUID id = Ids.next();
        Instant now = clock.instant();
        Candidate claimed = pointers.claim(id, now);
        if (claimed == null) {
            throw running();
        }
        Replay replay = Replay.planned(id, claimed.generation(), plan, by, now, target);
        replays.add(replay);
        return replay;
    }

    /// The same refusals as [#start], and no effect.
    Estimate estimate(Plan plan) throws InterruptedException {
        Map<TopicPartition, Long> target = target();
        if (pointers.read(clock.instant()).candidate() != null) {
            throw running();
        }
        long events = target.values().stream().mapToLong(Long::longValue).sum();
        Sample.Rate rate = rate(target);
        double perSecond = plan.maxEventsPerSecond() == 0
                ? rate.eventsPerSecond()
                : Math.min(rate.eventsPerSecond(), (double) plan.maxEventsPerSecond());
        return new Estimate(
                events,
                events == 0 ? 0 : Math.max(1, Math.round(events / perSecond)),
                sample.bytes(pointers.read(clock.instant()).live()),
                rate.basis(),
                Heads.PARTITIONS.stream()
                        .map(partition -> {
                            long end = target.getOrDefault(partition, 0L);
                            return new Estimate.Part(partition.topic(), partition.partition(), end, end);
                        })
                        .toList());
    }

    private Sample.Rate rate(Map<TopicPartition, Long> target) throws InterruptedException {
        for (Replay earlier : replays.newest(20)) {
            Instant started = earlier.startedAt();
            Instant ready = earlier.readyAt();
            long events = earlier.target().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (started != null && ready != null && events > 0 && earlier.plan().maxEventsPerSecond() == 0) {
                double seconds = Math.max(1, Duration.between(started, ready).toMillis()) / 1e3;
                return new Sample.Rate(
                        events / seconds,
                        "the replay of %s, which took %.0f s for %,d events".formatted(started, seconds, events));
            }
        }
        return sample.measure(target);
    }

    private Map<TopicPartition, Long> target() {
        try {
            List<String> truncated = history.beginnings(Heads.PARTITIONS).entrySet().stream()
                    .filter(beginning -> beginning.getValue() > 0)
                    .map(beginning -> beginning.getKey() + " begins at " + beginning.getValue())
                    .sorted()
                    .toList();
            if (!truncated.isEmpty()) {
                throw Cutovers.conflict(
                                "history-truncated",
                                "The first events of %s are gone, so a model built from the rest would lack what they told. Restore the topics; the live model is left as it is."
                                        .formatted(String.join(", ", truncated)))
                        .exception();
            }
            return heads.now();
        } catch (KafkaException e) {
            throw new Problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "broker-not-reachable",
                            "The broker does not answer, so it is not known what there is to replay. Try again.")
                    .exception();
        }
    }

    private RuntimeException running() {
        Pointer pointer = pointers.read(clock.instant());
        Candidate other = pointer.candidate();
        String detail = "Another replay is under way; there is one at a time. Wait for it, switch it in or cancel it.";
        Problem problem = Cutovers.conflict("replay-running", detail);
        return (other == null ? problem : problem.with("replay", other.replay())).exception();
    }
}
