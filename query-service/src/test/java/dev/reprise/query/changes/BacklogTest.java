package dev.reprise.query.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.EventEnvelope;
import dev.reprise.events.PostEvent.PostDeleted;
import dev.reprise.starter.consumer.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog();

    @Test
    void what_passes_leaves_and_what_does_not_holds_back_its_partition_alone() {
        backlog.add(List.of(at(1, 10), at(1, 11), at(2, 5), at(1, 12), at(2, 6)));
        List<ReceivedEvent> taken = backlog.take(backlog.next(), received -> received.offset() != 11);
        assertThat(taken).extracting(ReceivedEvent::offset).containsExactlyInAnyOrder(10L, 5L, 6L);
        assertThat(backlog.size()).isEqualTo(2);
        assertThat(backlog.next()).extracting(ReceivedEvent::offset).containsExactly(11L, 12L);
    }

    @Test
    void a_long_backlog_is_looked_at_a_part_at_a_time_and_every_partition_has_a_turn() {
        for (int i = 0; i < 1_000; i++) {
            backlog.add(List.of(at(i % 2, i)));
        }
        List<ReceivedEvent> next = backlog.next();
        assertThat(next)
                .hasSizeLessThan(500)
                .extracting(ReceivedEvent::partition)
                .contains(0, 1);
        while (backlog.size() > 0) {
            backlog.take(backlog.next(), _ -> true);
        }
        assertThat(backlog.next()).isEmpty();
    }

    private static ReceivedEvent at(int partition, long offset) {
        UUID post = UUID.randomUUID();
        EventEnvelope event = new EventEnvelope(
                UUID.randomUUID(),
                "/post-service",
                1,
                Instant.EPOCH,
                UUID.randomUUID(),
                null,
                null,
                new PostDeleted(post, Instant.EPOCH));
        return new ReceivedEvent("posts", partition, offset, event);
    }
}
