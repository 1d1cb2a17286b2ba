package dev.reprise.query.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.query.generations.Pointer.Candidate;
import dev.reprise.query.generations.Pointer.Previous;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PointerStoreTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(3_600);

    private final Database database = new Database();
    private final PointerStore pointers = new PointerStore(database.mongo());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_first_generation_of_an_empty_database_is_live() {
        Pointer pointer = pointers.read(NOW);

        assertThat(pointer.live()).isEqualTo(1);
        assertThat(pointer.since()).isEqualTo(NOW);
        assertThat(pointer.known()).containsExactly(1);
        assertThat(new PointerStore(database.mongo()).read(LATER)).isEqualTo(pointer);
    }

    @Test
    void one_replay_at_a_time_gets_a_generation_and_numbers_are_never_used_again() {
        Candidate first = claim(UUID.randomUUID());
        assertThat(first.generation()).isEqualTo(2);
        assertThat(pointers.claim(UUID.randomUUID(), NOW)).isNull();

        pointers.release(first.replay());

        assertThat(claim(UUID.randomUUID()).generation()).isEqualTo(3);
    }

    @Test
    void a_candidate_is_followed_only_once_its_history_is_folded() {
        Candidate candidate = claim(UUID.randomUUID());
        assertThat(pointers.read(NOW).followed()).containsExactly(1);
        assertThat(pointers.read(NOW).known()).containsExactlyInAnyOrder(1, 2);

        assertThat(pointers.follow(candidate.replay())).isTrue();

        assertThat(pointers.read(NOW).followed()).containsExactlyInAnyOrder(1, 2);
        assertThat(pointers.follow(UUID.randomUUID())).isFalse();
    }

    @Test
    void a_cutover_and_its_rollback_are_recorded_with_who_and_when() {
        UUID replay = claim(UUID.randomUUID()).replay();
        DifferenceCounts counts = new DifferenceCounts(1, 2, 3);
        Switch there = new Switch(NOW, "ada", Switch.Kind.CUTOVER, 1, 2, replay, counts);
        Switch back = new Switch(LATER, "bob", Switch.Kind.ROLLBACK, 2, 1, replay, null);

        assertThat(pointers.cutOver(there, LATER)).isTrue();
        assertThat(pointers.read(NOW).previous()).isEqualTo(new Previous(1, LATER));
        assertThat(pointers.read(NOW).candidate()).isNull();
        assertThat(pointers.rollBack(back, LATER)).isTrue();

        Pointer pointer = pointers.read(NOW);
        assertThat(pointer.live()).isEqualTo(1);
        assertThat(pointer.since()).isEqualTo(LATER);
        assertThat(pointer.previous()).isEqualTo(new Previous(2, LATER));
        assertThat(pointer.switches()).containsExactly(there, back);
    }

    @Test
    void what_was_canceled_is_not_switched_in_and_what_was_switched_in_is_not_switched_in_again() {
        UUID canceled = claim(UUID.randomUUID()).replay();
        pointers.release(canceled);
        assertThat(pointers.cutOver(cutover(1, 2, canceled), LATER)).isFalse();
        UUID replay = claim(UUID.randomUUID()).replay();
        assertThat(pointers.cutOver(cutover(1, 3, replay), LATER)).isTrue();

        pointers.release(replay);

        assertThat(pointers.cutOver(cutover(1, 3, replay), LATER)).isFalse();
        assertThat(pointers.read(NOW).live()).isEqualTo(3);
        assertThat(pointers.read(NOW).switches()).hasSize(1);
    }

    @Test
    void a_cutover_that_was_decided_on_another_live_generation_does_not_happen() {
        UUID replay = claim(UUID.randomUUID()).replay();

        assertThat(pointers.cutOver(cutover(7, 2, replay), LATER)).isFalse();
        assertThat(pointers.read(NOW).live()).isEqualTo(1);
    }

    @Test
    void there_is_no_way_back_to_a_generation_that_was_given_up() {
        UUID replay = claim(UUID.randomUUID()).replay();
        pointers.cutOver(cutover(1, 2, replay), LATER);
        pointers.forgetPrevious(new Previous(1, NOW)); // decided on another time
        assertThat(pointers.read(NOW).previous()).isNotNull();

        pointers.forgetPrevious(new Previous(1, LATER));

        Switch back = new Switch(NOW, "ada", Switch.Kind.ROLLBACK, 2, 1, replay, null);
        assertThat(pointers.rollBack(back, LATER)).isFalse();
        assertThat(pointers.read(NOW).known()).containsExactly(2);
    }

    @Test
    void a_model_of_a_part_of_history_is_kept_until_it_is_given_up() {
        Candidate candidate = claim(UUID.randomUUID());
        assertThat(pointers.keep(candidate.replay(), candidate.generation())).isTrue();
        assertThat(pointers.read(NOW).known()).containsExactlyInAnyOrder(1, 2);
        assertThat(pointers.read(NOW).followed()).containsExactly(1);

        pointers.forget(candidate.generation());

        assertThat(pointers.read(NOW).known()).containsExactly(1);
    }

    private Candidate claim(UUID replay) {
        return Objects.requireNonNull(pointers.claim(replay, NOW));
    }

    private static Switch cutover(int from, int to, UUID replay) {
        return new Switch(NOW, "ada", Switch.Kind.CUTOVER, from, to, replay, null);
    }
}
