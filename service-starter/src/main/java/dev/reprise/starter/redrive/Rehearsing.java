package dev.reprise.starter.redrive;

import dev.reprise.events.EventCodec;
import dev.reprise.events.UndecodableEventException;
import dev.reprise.starter.consumer.ConsumerLoops;
import dev.reprise.starter.consumer.Failures;
import dev.reprise.starter.consumer.ReceivedEvent;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.LaneReader;
import dev.reprise.starter.parking.LaneReader.Stretch;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.redrive.Rehearsal.Outcome;
import dev.reprise.starter.redrive.Rehearsal.Result;
import dev.reprise.starter.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.ConsumerFactory;

/// Runs today's code on what waits, and stores nothing: every event is decoded, and folded where the handler can
/// do that without writing. Any instance can. Thread-safe.
final class Rehearsing {

    private static final int MOST = 1_000;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final ConsumerLoops loops;

    Rehearsing(ConsumerFactory<String, byte[]> consumers, EventCodec codec, ConsumerLoops loops) {
        this.consumers = consumers;
        this.codec = codec;
        this.loops = loops;
    }

    /// @throws dev.reprise.starter.web.ProblemException 503 `broker-not-reachable`
    List<Rehearsal> of(List<ParkedKey> keys) {
        try (LaneReader reader = new LaneReader(consumers)) {
            return keys.stream().map(key -> of(key, reader)).toList();
        }
    }

    private Rehearsal of(ParkedKey key, LaneReader reader) {
        List<Outcome> outcomes = new ArrayList<>();
        List<ReceivedEvent> before = new ArrayList<>();
        long end = System.nanoTime() + ANSWER.toNanos();
        long next = key.from();
        boolean failed = false;
        while (next <= key.last() && outcomes.size() < MOST && !failed) {
            Stretch stretch = reader.read(key, next, MOST - outcomes.size());
            for (ConsumerRecord<String, byte[]> received : stretch.records()) {
                Outcome outcome = outcome(key, received, before);
                outcomes.add(outcome);
                failed = outcome.result() == Result.FAILS;
                if (failed) {
                    break;
                }
            }
            if (stretch.next() > next) {
                end = System.nanoTime() + ANSWER.toNanos();
            } else if (System.nanoTime() > end) {
                throw new Problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "broker-not-reachable",
                                "The broker does not answer, so the events that wait can't be read. Try again.")
                        .exception();
            }
            next = stretch.next();
        }
        return new Rehearsal(
                key.lane().subscription(),
                key.lane().topic(),
                key.lane().partition(),
                key.lane().key(),
                outcomes,
                next > key.last() && !failed);
    }

    /// @param before the events before it, which a fold begins with; the event is added to them
    private Outcome outcome(ParkedKey key, ConsumerRecord<String, byte[]> received, List<ReceivedEvent> before) {
        EventPointer event = EventPointer.to(received);
        try {
            before.add(new ReceivedEvent(
                    received.topic(), received.partition(), received.offset(), codec.decode(received)));
            boolean folded = loops.rehearse(key.lane().subscription(), before);
            return outcome(event, folded ? Result.APPLIES : Result.DECODES, null);
        } catch (UndecodableEventException e) {
            return outcome(event, Result.FAILS, e.toString());
        } catch (RuntimeException e) {
            if (Failures.isOutage(e)) {
                throw e;
            }
            return outcome(event, Result.FAILS, e.toString());
        }
    }

    private static Outcome outcome(EventPointer event, Result result, @org.jspecify.annotations.Nullable String why) {
        return new Outcome(event.offset(), event.type(), event.sequence(), result, why);
    }
}
