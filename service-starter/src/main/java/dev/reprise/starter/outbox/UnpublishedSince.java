package dev.reprise.starter.outbox;

import dev.reprise.starter.outbox.Outboxes.Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Since when events have been waiting, as far as this instance knows. Bounded like the [WakeList]: of more aggregates
/// than that, some do not count. Thread-safe.
final class UnpublishedSince {

    private final Map<Address, Instant> since = new ConcurrentHashMap<>();
    private final Clock clock;

    UnpublishedSince(Clock clock) {
        this.clock = clock;
    }

    /// Something waits there from now on, unless it did before.
    void noticed(Address address) {
        if (since.size() < WakeList.MOST) {
            since.putIfAbsent(address, clock.instant());
        }
    }

    /// These could not be published; the events tell since when they wait.
    void kept(Collection<Address> addresses, Map<Address, List<OutboxEntry>> known) {
        for (Address address : addresses) {
            noticed(address);
            known.getOrDefault(address, List.of()).stream()
                    .findFirst()
                    .map(oldest -> Instant.parse(oldest.event().time()))
                    .ifPresent(time ->
                            since.computeIfPresent(address, (_, noticed) -> noticed.isBefore(time) ? noticed : time));
        }
    }

    /// Nothing waits there any more.
    void published(Collection<Address> addresses) {
        addresses.forEach(since::remove);
    }

    /// How long the oldest has been waiting; zero when none is.
    Duration oldest() {
        return since.values().stream()
                .min(Instant::compareTo)
                .map(first -> Duration.between(first, clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }
}
