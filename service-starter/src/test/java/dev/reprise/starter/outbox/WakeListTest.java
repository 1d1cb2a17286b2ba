package dev.reprise.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.starter.outbox.Outboxes.Address;
import java.time.Duration;
import java.util.Set;
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

        assertThat(list.take(10, LONG)).containsExactly(address(1), address(2));
        assertThat(list.isEmpty()).isTrue();
    }

    @Test
    void what_does_not_fit_is_left_to_the_sweep() {
        for (int number = 0; number < WakeList.MOST + 10; number++) {
            list.add(address(number));
        }

        assertThat(list.size()).isEqualTo(WakeList.MOST);
    }

    @Test
    void nobody_waits_longer_than_told() throws InterruptedException {
        assertThat(list.take(10, Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void an_address_wakes_whoever_waits() {
        CompletableFuture<Set<Address>> taken = waiting();

        list.add(address(1));

        await().atMost(Duration.ofSeconds(5)).until(taken::isDone);
        assertThat(taken.join()).containsExactly(address(1));
    }

    @Test
    void closing_ends_every_wait() {
        CompletableFuture<Set<Address>> taken = waiting();

        list.close();

        await().atMost(Duration.ofSeconds(5)).until(taken::isDone);
        assertThat(taken.join()).isEmpty();
    }

    private CompletableFuture<Set<Address>> waiting() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return list.take(10, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Address address(int number) {
        return new Address("things", Integer.toString(number));
    }
}
