package dev.reprise.starter.outbox;

import dev.reprise.events.EventCodec;
import dev.reprise.starter.outbox.Outboxes.Address;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// Sends events to the broker: those of one aggregate one after another, each after the acknowledgement of the one
/// before, those of different aggregates together. It remembers what was acknowledged last of the aggregates that
/// were published lately, and does not send that again. Used by one thread; [#isDenied] may be asked by any.
final class Publishing {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final int REMEMBERED = 10_000;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Counter published;
    private final Counter failures;
    /// The sequence that the broker acknowledged last; what has waited longest to be used goes first.
    private final Map<Address, Long> acknowledged = new LinkedHashMap<>(16, 0.75F, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Address, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private volatile boolean denied;
    private String lastFailure = "";

    Publishing(KafkaTemplate<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.published = Counter.builder("reprise.outbox.published")
                .description("Events that the broker acknowledged")
                .register(meters);
        this.failures = Counter.builder("reprise.outbox.failures")
                .description("Events that could not be sent and wait for the next try")
                .register(meters);
    }

    /// Whether the broker has all events of this aggregate before `entry`, as far as is known here.
    boolean isNext(Address address, OutboxEntry entry) {
        return entry.event().sequence() == acknowledgedOf(address) + 1;
    }

    private long acknowledgedOf(Address address) {
        return acknowledged.getOrDefault(address, 0L);
    }

    /// Why the last event was not sent; for the log.
    String lastFailure() {
        return lastFailure;
    }

    /// Whether the broker denies the right to publish.
    boolean isDenied() {
        return denied;
    }

    /// Sends the first event of every aggregate, then the second of those whose first arrived, and so on.
    ///
    /// @return the ids of those that arrived, now or before
    Map<Address, List<String>> publish(Map<Address, List<OutboxEntry>> waiting) throws InterruptedException {
        Map<Address, List<String>> arrived = new HashMap<>();
        Map<Address, List<OutboxEntry>> open = waiting;
        for (int round = 0; !open.isEmpty(); round++) {
            Map<Address, CompletableFuture<?>> sent = new LinkedHashMap<>();
            for (var aggregate : open.entrySet()) {
                sent.put(
                        aggregate.getKey(),
                        send(aggregate.getKey(), aggregate.getValue().get(round)));
            }
            Map<Address, List<OutboxEntry>> next = new LinkedHashMap<>();
            for (var sending : sent.entrySet()) {
                Address address = sending.getKey();
                List<OutboxEntry> entries = open.getOrDefault(address, List.of());
                OutboxEntry entry = entries.get(round);
                if (hasArrived(sending.getValue(), entry)) {
                    acknowledged.merge(address, entry.event().sequence(), Math::max);
                    arrived.computeIfAbsent(address, _ -> new ArrayList<>())
                            .add(entry.event().id());
                    if (entries.size() > round + 1) {
                        next.put(address, entries);
                    }
                }
            }
            open = next;
        }
        return arrived;
    }

    private CompletableFuture<?> send(Address address, OutboxEntry entry) {
        if (entry.event().sequence() <= acknowledgedOf(address)) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return kafka.send(EventCodec.toRecord(entry.event())).thenRun(published::increment);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private boolean hasArrived(CompletableFuture<?> sent, OutboxEntry entry) throws InterruptedException {
        try {
            sent.get();
            denied = false;
            return true;
        } catch (ExecutionException e) {
            failures.increment();
            denied = isDenial(e);
            LOG.debug(
                    "{} {} of {} is not published yet",
                    entry.event().type(),
                    entry.event().id(),
                    entry.event().subject(),
                    e.getCause());
            lastFailure = String.valueOf(e.getCause());
            return false;
        }
    }

    private static boolean isDenial(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }
}
