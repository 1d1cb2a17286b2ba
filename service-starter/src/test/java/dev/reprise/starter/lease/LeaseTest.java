package dev.reprise.starter.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.starter.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private final TestStore database = TestStore.fresh();
    private Instant now = Instant.parse("2026-05-04T09:30:00Z");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void one_instance_has_it_for_as_long_as_it_renews_it() {
        Lease one = lease();
        Lease other = lease();
        assertThat(one.hold()).isTrue();
        for (int i = 0; i < 5; i++) {
            now = now.plus(Lease.TIME.minusMillis(1));
            assertThat(other.hold()).isFalse();
            assertThat(one.hold()).isTrue();
        }
    }

    @Test
    void one_that_dies_loses_it_when_its_time_is_over() {
        Lease dead = lease();
        dead.hold();
        Lease other = lease();
        now = now.plus(Lease.TIME).plus(Duration.ofMillis(1));

        assertThat(other.hold()).isTrue();
        assertThat(dead.hold()).isFalse();
    }

    @Test
    void one_that_stops_leaves_it_to_the_next_at_once_and_takes_it_from_nobody() {
        Lease one = lease();
        Lease other = lease();
        one.hold();
        other.giveUp();
        assertThat(other.hold()).isFalse();

        one.giveUp();

        assertThat(other.hold()).isTrue();
    }

    private Lease lease() {
        return new Lease(database.mongo(), "work", ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }
}
