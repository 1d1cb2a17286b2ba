package dev.reprise.moderation.rescreening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.rescreening.Run.Kind;
import dev.reprise.starter.store.TestStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private final TestStore store = TestStore.fresh();
    private final Changes changes = new Changes(store.mongo());
    private final Runs runs = new Runs(store.mongo(), changes, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_run_is_kept_as_it_was_asked_for() {
        Run preview = Run.preview(Ids.next(), List.of(Map.of("id", "a", "words", List.of("x"))), "ada", NOW);
        Run rescreen = Run.rescreen(Ids.next(), 7, preview.id(), 40, "grace", NOW);
        runs.add(preview);
        runs.add(rescreen);

        assertThat(runs.find(preview.id(), Kind.PREVIEW))
                .hasValueSatisfying(found -> assertThat(found.rules()).hasSize(1));
        assertThat(runs.find(rescreen.id(), Kind.RESCREEN)).contains(rescreen);
        assertThat(runs.find(rescreen.id(), Kind.PREVIEW)).isEmpty();
        assertThat(runs.find(Ids.next())).isEmpty();
    }

    @Test
    void the_oldest_under_way_comes_first_and_one_that_has_ended_no_more() {
        Run first = added();
        Run second = added();
        assertThat(runs.next()).contains(first);

        Tally tally = Tally.NOTHING.changed(Verdict.APPROVED, Verdict.HELD).read(3, 4);
        assertThat(runs.advanced(first.id(), tally)).isTrue();
        assertThat(runs.next().map(Run::state)).contains(RunState.RUNNING);
        assertThat(runs.end(first.id(), RunState.DONE, tally, null)).isTrue();

        assertThat(runs.next()).contains(second);
        Run done = runs.find(first.id()).orElseThrow();
        assertThat(done.tally()).isEqualTo(tally);
        assertThat(done.endedAt()).isEqualTo(NOW);
    }

    @Test
    void what_has_ended_neither_goes_on_nor_ends_again() {
        Run run = added();
        assertThat(runs.end(run.id(), RunState.CANCELED, null, null)).isTrue();

        assertThat(runs.advanced(run.id(), Tally.NOTHING)).isFalse();
        assertThat(runs.end(run.id(), RunState.DONE, Tally.NOTHING, null)).isFalse();
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo(RunState.CANCELED);
        assertThat(runs.next()).isEmpty();
    }

    @Test
    void a_run_that_ended_as_the_process_died_is_not_done_again() {
        Run run = added();
        runs.end(run.id(), RunState.DONE, Tally.NOTHING, null);
        store.mongo().insert(new Document("_id", run.id().toString()), "runs_under_way");

        assertThat(runs.next()).isEmpty();
        assertThat(store.mongo().findAll(Document.class, "runs_under_way")).isEmpty();
    }

    @Test
    void so_many_wait_and_no_more() {
        for (int i = 0; i < Runs.MOST_UNDER_WAY; i++) {
            added();
        }

        Run tooMany = preview();
        assertThat(runs.add(tooMany)).isFalse();
        assertThat(runs.find(tooMany.id())).isEmpty();
    }

    @Test
    void old_runs_are_forgotten_with_their_changes() {
        List<UUID> old = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Run run = added();
            changes.write(run.id(), 0, List.of());
            runs.end(run.id(), RunState.DONE, null, null);
            old.add(run.id());
        }

        assertThat(runs.find(old.getFirst())).isEmpty();
        assertThat(runs.find(old.getLast())).isPresent();
        assertThat(store.mongo().findAll(Document.class, "run_changes")).hasSizeLessThan(55);
    }

    private Run added() {
        Run run = preview();
        assertThat(runs.add(run)).isTrue();
        return run;
    }

    private static Run preview() {
        return Run.preview(Ids.next(), List.of(), "ada", NOW);
    }
}
