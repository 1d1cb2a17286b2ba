package dev.reprise.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.EncodedEvent;
import dev.reprise.starter.outbox.Outboxes.Address;
import dev.reprise.starter.parts.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WakeListTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final WakeList list = new WakeList();

    @Test
    void an_address_is_kept_once_and_given_in_the_order_it_came() throws InterruptedException {
        list.add(address(1));
        list.add(address(2));
        list.add(address(1));

        assertThat(list.take(10, LONG)).containsOnlyKeys(address(1), address(2));
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void an_event_is_kept_with_its_address_until_another_wakes_the_same() throws InterruptedException {
        OutboxEntry entry = waiting(10);
        list.add(address(1), entry);
        list.add(address(2), entry);
        list.add(address(2), waiting(10));

        assertThat(list.take(10, LONG))
                .containsExactly(entry(address(1), Optional.of(entry)), entry(address(2), Optional.empty()));
    }

    @Test
    void events_that_are_too_much_to_keep_are_left_in_the_store() throws InterruptedException {
        OutboxEntry large = waiting(WakeList.MOST_CHARACTERS - 10);
        list.add(address(1), large);
        list.add(address(2), waiting(11));

        assertThat(list.take(10, LONG))
                .containsExactly(entry(address(1), Optional.of(large)), entry(address(2), Optional.empty()));

        list.add(address(2), large);
        assertThat(list.take(10, LONG)).containsExactly(entry(address(2), Optional.of(large)));
    }

    @Test
    void what_does_not_fit_is_left_to_the_sweep() {
        for (int number = 0; number < WakeList.MOST + 10; number++) {
            list.add(address(number));
        }

        assertThat(list.size()).isEqualTo(WakeList.MOST);
    }

    @Test
    void what_did_not_fit_is_told_once_when_there_is_room_again() throws InterruptedException {
        for (int number = 0; number <= WakeList.MOST; number++) {
            list.add(address(number));
        }
        assertThat(list.hasRoomAgain()).isFalse();

        list.take(WakeList.MOST, LONG);

        assertThat(list.hasRoomAgain()).isTrue();
        assertThat(list.hasRoomAgain()).isFalse();
    }

    @Test
    void nobody_waits_longer_than_told() throws InterruptedException {
        assertThat(list.take(10, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void an_address_wakes_whoever_waits() {
        CompletableFuture<Map<Address, Optional<OutboxEntry>>> taken = waiting();

        list.add(address(1));

        await().atMost(Duration.ofSeconds(5)).until(taken::isDone);
        assertThat(taken.join()).containsOnlyKeys(address(1));
    }

    @Test
    void closing_ends_every_wait() {
        CompletableFuture<Map<Address, Optional<OutboxEntry>>> taken = waiting();

        list.close();

        await().atMost(Duration.ofSeconds(5)).until(taken::isDone);
        assertThat(taken.join()).isEmpty();
    }

    private CompletableFuture<Map<Address, Optional<OutboxEntry>>> waiting() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return list.take(10, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static OutboxEntry waiting(int characters) {
        EncodedEvent event = Tasks.encoded(UUID.randomUUID(), 1);
        return new OutboxEntry(new EncodedEvent(
                event.topic(),
                event.key(),
                event.id(),
                event.type(),
                event.source(),
                event.subject(),
                event.sequence(),
                event.time(),
                event.correlationId(),
                event.causationId(),
                event.traceparent(),
                "x".repeat(characters)));
    }

    private static Address address(int number) {
        return new Address("things", Integer.toString(number));
    }
}
