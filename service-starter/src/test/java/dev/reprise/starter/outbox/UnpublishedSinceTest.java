package dev.reprise.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EncodedEvent;
import dev.reprise.starter.outbox.Outboxes.Address;
import dev.reprise.starter.parts.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UnpublishedSinceTest {

    /// Ten minutes after the time of all test events.
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-01-01T12:10:00Z"), ZoneOffset.UTC);

    private static final Address ADDRESS = new Address("things", "a");

    private final UnpublishedSince since = new UnpublishedSince(NOW);

    @Test
    void nothing_that_waits_is_no_time() {
        assertThat(since.oldest()).isZero();
    }

    @Test
    void what_was_found_late_counts_from_its_events_own_time() {
        EncodedEvent event = Tasks.encoded(UUID.randomUUID(), 1);
        since.noticed(ADDRESS);
        assertThat(since.oldest()).isZero();

        since.kept(List.of(ADDRESS), Map.of(ADDRESS, List.of(new OutboxEntry(event))));

        assertThat(since.oldest()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void what_was_published_waits_no_more() {
        EncodedEvent event = Tasks.encoded(UUID.randomUUID(), 1);
        since.kept(List.of(ADDRESS), Map.of(ADDRESS, List.of(new OutboxEntry(event))));

        since.published(List.of(ADDRESS));

        assertThat(since.oldest()).isZero();
    }
}
