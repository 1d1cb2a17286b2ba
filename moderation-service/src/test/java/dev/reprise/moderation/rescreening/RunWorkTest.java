package dev.reprise.moderation.rescreening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.reprise.events.Ids;
import dev.reprise.events.MatchedAt;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.classifying.ClassifierSettings;
import dev.reprise.moderation.inforce.PolicyDocument;
import dev.reprise.moderation.rescreening.RunWork.Ended;
import dev.reprise.moderation.screening.Moderation;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.moderation.screening.Screening.Decided;
import dev.reprise.starter.parts.TestBroker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunWorkTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final TestBroker BROKER = TestBroker.fresh();

    private static final List<Map<String, Object>> LEMON = List.of(text("lemon", "reject"));
    private static final List<Map<String, Object>> LOOKING_BACK = List.of(
            text("orange", "hold"),
            rule("words", "contains-word", "reject", Map.of("words", List.of("lemon", "lime"))),
            rule("new", "new-author", "hold", Map.of("comments", 2)),
            rule("again", "repeated", "reject", Map.of("withinMinutes", 10)),
            rule("flood", "flood", "hold", Map.of("perMinute", 3)));

    private final Moderation moderation = new Moderation(BROKER, new ClassifierSettings(Map.of()));
    private final Changes changes = new Changes(moderation.mongo());
    private final RunWork work = new RunWork(
            moderation.history(), moderation.screenings(), moderation.policies(), changes, Clock.systemUTC());
    private final List<UUID> posts =
            IntStream.range(0, 20).mapToObj(_ -> Ids.next()).toList();

    /// Authors of one test are strangers to those of another.
    private final String name = Ids.next().toString();

    @BeforeAll
    static void topics() {
        BROKER.checkedTopics();
    }

    @AfterAll
    static void stop() {
        BROKER.stop();
    }

    @AfterEach
    void close() {
        moderation.close();
    }

    @Test
    void a_preview_tells_what_would_change_and_changes_nothing() throws InterruptedException {
        UUID orange = comment("An orange.");
        UUID lemon = comment("Two lemons.");
        UUID both = comment("Oranges and lemons.");
        comment("A quince.");
        moderation.hear();
        List<Document> before = contents();

        Run preview = preview(LEMON);
        Tally tally = done(preview);

        assertThat(contents()).isEqualTo(before);
        assertThat(tally.comments()).isEqualTo(4);
        assertThat(tally.done()).isEqualTo(tally.total());
        assertThat(tally.changes()).isEqualTo(3);
        assertThat(tally.shifts())
                .containsExactlyInAnyOrder(
                        new Tally.Shift(Verdict.REJECTED, Verdict.APPROVED, 1),
                        new Tally.Shift(Verdict.APPROVED, Verdict.REJECTED, 1),
                        new Tally.Shift(Verdict.REJECTED, Verdict.REJECTED, 1));
        Map<UUID, Change> listed = listed(preview);
        assertThat(listed).containsOnlyKeys(orange, lemon, both);
        Change change = Objects.requireNonNull(listed.get(lemon));
        assertThat(change.from()).isEqualTo(new Change.Stands(Verdict.APPROVED, null, 1));
        assertThat(change.to().matched()).isEqualTo("lemon");
        assertThat(change.to().matchedAt()).isEqualTo(new MatchedAt(4, 5));
    }

    @Test
    void a_rescreen_does_what_the_preview_told_of_any_history() throws InterruptedException {
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        Set<UUID> decided = randomHistory(new Random(seed));

        Run preview = preview(LOOKING_BACK);
        Tally foretold = done(preview);
        Map<UUID, Screening> before = screenings();
        moderation.put(LOOKING_BACK);
        Run rescreen = rescreen(null);
        Tally became = done(rescreen);

        String rerun = "-Dreprise.seed=" + seed;
        assertThat(listed(preview)).as(rerun).isNotEmpty();
        assertThat(listed(rescreen)).as(rerun).isEqualTo(listed(preview));
        assertThat(became).as(rerun).isEqualTo(foretold);
        assertThat(became.changes()).isEqualTo(listed(preview).size());
        assertThat(became.byModerator()).isPositive();
        assertChangedAsListed(before, listed(preview), decided);
        assertThat(done(preview(LOOKING_BACK)).changes()).as(rerun).isZero();
    }

    private void assertChangedAsListed(Map<UUID, Screening> before, Map<UUID, Change> listed, Set<UUID> decided) {
        assertThat(listed).doesNotContainKeys(decided.toArray(UUID[]::new));
        screenings().forEach((id, now) -> {
            Screening then = Objects.requireNonNull(before.get(id));
            Change change = listed.get(id);
            if (change == null) {
                assertThat(now).isEqualTo(then);
            } else {
                Decided last = now.last();
                assertThat(now.history()).hasSize(then.history().size() + 1);
                assertThat(last.status()).isEqualTo(change.to().status());
                assertThat(last.ruleId()).isEqualTo(change.to().ruleId());
                assertThat(last.policyVersion()).isEqualTo(2);
                assertThat(last.decidedBy()).isEqualTo(Screening.POLICY);
                assertThat(now.commentSequence()).isEqualTo(then.commentSequence());
            }
        });
    }

    @Test
    void what_was_screened_as_it_came_is_what_a_preview_of_the_same_policy_finds() throws InterruptedException {
        moderation.put(LOOKING_BACK);
        long seed = Long.getLong("reprise.seed", System.nanoTime());
        randomHistory(new Random(seed));

        Run preview = preview(LOOKING_BACK);

        assertThat(done(preview).comments()).isPositive();
        assertThat(listed(preview)).as("-Dreprise.seed=" + seed).isEmpty();
    }

    @Test
    void a_rescreen_that_dies_half_way_goes_on_and_decides_nothing_twice() throws InterruptedException {
        List<UUID> oranges =
                IntStream.range(0, 250).mapToObj(_ -> comment("An orange.")).toList();
        moderation.hear();
        moderation.put(LEMON);
        Run rescreen = rescreen(null);

        for (int death = 1; death <= 3; death++) {
            int most = 40 * death;
            int[] turns = {0};
            assertThatThrownBy(() -> work.run(rescreen, tally -> {
                        if (tally.changes() > 0 && ++turns[0] > most) {
                            throw new InterruptedException("dies");
                        }
                    }))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(oranges).anyMatch(id -> verdicts(id) == 2).anyMatch(id -> verdicts(id) == 1);
        Tally tally = done(rescreen);

        assertThat(oranges).allMatch(id -> verdicts(id) == 2);
        assertThat(tally.changes()).isEqualTo(250);
        assertThat(tally.shifts()).containsExactly(new Tally.Shift(Verdict.REJECTED, Verdict.APPROVED, 250));
        assertThat(listed(rescreen)).containsOnlyKeys(oranges);
    }

    @Test
    void a_preview_that_dies_half_way_begins_again() throws InterruptedException {
        IntStream.range(0, 600).forEach(_ -> comment("An orange."));
        moderation.hear();
        Run preview = preview(LEMON);
        assertThatThrownBy(() -> work.run(preview, _ -> {
                    throw new InterruptedException("dies");
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(done(preview).changes()).isEqualTo(600);
        assertThat(listed(preview)).hasSize(600);
    }

    @Test
    void another_policy_ends_a_rescreen_and_no_verdict_is_by_half_of_each() throws InterruptedException {
        List<UUID> oranges =
                IntStream.range(0, 20).mapToObj(_ -> comment("An orange.")).toList();
        moderation.hear();
        moderation.put(LEMON);
        Run rescreen = rescreen(null);
        int[] turns = {0};

        Ended ended = work.run(rescreen, tally -> {
            if (tally.changes() > 0 && ++turns[0] == 8) {
                moderation.put(List.of(text("orange", "hold")));
            }
        });

        assertThat(ended.state()).isEqualTo(RunState.SUPERSEDED);
        assertThat(oranges.stream().filter(id -> verdicts(id) == 2)).hasSize(7);
        assertThat(oranges.stream()
                        .map(id -> moderation.screening(id).state().last().policyVersion()))
                .containsOnly(1L, 2L);
    }

    @Test
    void who_decides_while_a_rescreen_is_at_work_is_not_overruled() throws InterruptedException {
        UUID decided = comment("An orange.");
        UUID gone = comment("An orange.");
        UUID edited = comment("An orange.");
        UUID left = comment("An orange.");
        moderation.hear();
        moderation.put(LEMON);
        int[] turns = {0};

        Ended ended = work.run(rescreen(null), found -> {
            if (found.changes() > 0 && ++turns[0] == 1) {
                moderation.decide(decided, Verdict.REJECTED);
                moderation.delete(gone, NOON);
                moderation.edit(edited, "A lemon.", NOON);
                moderation.hear();
            }
        });

        assertThat(ended.tally().overtaken()).isEqualTo(3);
        assertThat(moderation.screening(decided).state().last().decidedBy()).isEqualTo("grace");
        assertThat(verdicts(gone)).isEqualTo(1);
        assertThat(moderation.screening(edited).state().last().revision()).isEqualTo(2);
        assertThat(moderation.screening(edited).state().status()).isEqualTo(Verdict.REJECTED);
        assertThat(moderation.screening(left).state().status()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void a_person_outranks_the_policy_until_the_author_edits() throws InterruptedException {
        UUID comment = comment("An orange.");
        moderation.hear();
        moderation.decide(comment, Verdict.APPROVED);
        moderation.put(List.of(text("orange", "hold")));

        assertThat(done(rescreen(null)).byModerator()).isEqualTo(1);
        assertThat(moderation.screening(comment).state().status()).isEqualTo(Verdict.APPROVED);

        moderation.edit(comment, "Two oranges.", NOON);
        moderation.hear();
        assertThat(moderation.screening(comment).state().status()).isEqualTo(Verdict.HELD);
        moderation.put(LEMON);
        assertThat(done(rescreen(null)).changes()).isEqualTo(1);
    }

    @Test
    void a_held_comment_keeps_what_it_says_for_the_moderators() throws InterruptedException {
        UUID comment = comment("An orange.");
        moderation.hear();
        moderation.put(List.of(text("orange", "hold")));

        done(rescreen(null));

        assertThat(moderation.screening(comment).state().content()).isEqualTo("An orange.");
    }

    @Test
    void only_what_a_preview_lists_is_rescreened_when_it_is_named() throws InterruptedException {
        UUID orange = comment("An orange.");
        moderation.hear();
        Run preview = preview(LEMON);
        done(preview);
        UUID later = comment("Another orange.");
        moderation.hear();
        moderation.put(LEMON);

        Tally tally = done(rescreen(preview.id()));

        assertThat(tally.comments()).isEqualTo(1);
        assertThat(moderation.screening(orange).state().status()).isEqualTo(Verdict.APPROVED);
        assertThat(moderation.screening(later).state().status()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void an_event_that_stands_on_the_topic_twice_counts_once() throws InterruptedException {
        comment("An orange.");
        comment("A lemon.");
        moderation.publishAgain();
        moderation.hear();

        Tally tally = done(preview(LOOKING_BACK));

        assertThat(tally.comments()).isEqualTo(2);
        assertThat(tally.changes()).isEqualTo(2);
    }

    @Test
    void a_comment_whose_verdict_depends_on_a_classifier_is_left_as_it_is() throws InterruptedException {
        comment("An orange.");
        comment("A quince.");
        moderation.hear();
        Map<String, Object> asking = rule(
                "toxic",
                "external",
                "reject",
                Map.of("classifier", "toxicity", "flagged", List.of("toxic"), "clean", List.of("fine")));

        Tally tally = done(preview(List.of(text("orange", "hold"), asking)));

        assertThat(tally.unclassified()).isEqualTo(1);
        assertThat(tally.shifts()).containsExactly(new Tally.Shift(Verdict.REJECTED, Verdict.HELD, 1));
    }

    @Test
    void verdicts_are_written_no_faster_than_they_may_be() throws InterruptedException {
        IntStream.range(0, 30).forEach(_ -> comment("An orange."));
        moderation.hear();
        moderation.put(LEMON);
        long start = System.nanoTime();

        done(Run.rescreen(Ids.next(), 2, null, 40, "ada", NOON));

        assertThat(System.nanoTime() - start).isGreaterThan(29 * 1_000_000_000L / 40);
    }

    @Test
    void changes_come_in_pages() throws InterruptedException {
        List<UUID> oranges =
                IntStream.range(0, 230).mapToObj(_ -> comment("An orange.")).toList();
        moderation.hear();
        Run preview = preview(LEMON);
        done(preview);

        List<UUID> paged = new ArrayList<>();
        for (int first = 0; first < 230; first += 70) {
            changes.page(preview.id(), first, 70).forEach(change -> paged.add(change.commentId()));
        }

        assertThat(paged).containsExactlyInAnyOrderElementsOf(oranges);
        assertThat(changes.page(preview.id(), 230, 70)).isEmpty();
        assertThat(changes.page(preview.id(), Long.MAX_VALUE, 70)).isEmpty();
        changes.forget(preview.id());
        assertThat(changes.page(preview.id(), 0, 70)).isEmpty();
    }

    @Test
    void a_coordinator_takes_up_what_waits_and_another_goes_on_with_it() {
        for (int i = 0; i < 60; i++) {
            comment("An orange.");
        }
        moderation.hear();
        moderation.put(LEMON);
        Runs runs = new Runs(moderation.mongo(), changes, Clock.systemUTC());
        Run slow = Run.rescreen(Ids.next(), 2, null, 10, "ada", NOON);
        Run canceled = preview(LEMON);
        runs.add(slow);
        runs.add(canceled);
        RunCoordinator first = new RunCoordinator(runs, work, moderation.mongo(), Clock.systemUTC());
        first.start();
        await().atMost(SOON).until(() -> kept(runs, slow).tally().changes() > 0);
        assertThat(kept(runs, canceled).state()).isEqualTo(RunState.WAITING);
        runs.end(canceled.id(), RunState.CANCELED, null, null);
        first.stop();
        assertThat(kept(runs, slow).state()).isEqualTo(RunState.RUNNING);

        RunCoordinator second = new RunCoordinator(runs, work, moderation.mongo(), Clock.systemUTC());
        second.start();
        await().atMost(SOON).until(() -> kept(runs, slow).state() == RunState.DONE);
        second.stop();

        assertThat(kept(runs, slow).tally().changes()).isEqualTo(60);
        assertThat(kept(runs, canceled).state()).isEqualTo(RunState.CANCELED);
        assertThat(runs.next()).isEmpty();
    }

    private static Run kept(Runs runs, Run run) {
        return runs.find(run.id()).orElseThrow();
    }

    /// Comments of a few authors under many posts, some edited, deleted, or decided by a person.
    ///
    /// @return those that a person decided last
    private Set<UUID> randomHistory(Random random) {
        List<String> contents =
                List.of("An orange.", "A lemon.", "A LIME", "A quince.", "limelight", "Buy my hat", "buy MY hat");
        Set<UUID> decided = new HashSet<>();
        List<UUID> written = new ArrayList<>();
        Instant now = NOON;
        for (int i = 0; i < 300; i++) {
            now = now.plusSeconds(1 + random.nextInt(30));
            String content = contents.get(random.nextInt(contents.size()));
            UUID some = written.isEmpty() ? Ids.next() : written.get(random.nextInt(written.size()));
            int what = written.isEmpty() ? 0 : random.nextInt(10);
            if (what < 7) {
                UUID post = posts.get(random.nextInt(posts.size()));
                written.add(moderation.comment(post, name + random.nextInt(5), content, now));
            } else if (what == 7) {
                moderation.edit(some, content, now);
                decided.remove(some);
            } else if (what == 8) {
                moderation.delete(some, now);
                written.remove(some);
            } else {
                moderation.hear();
                moderation.decide(some, random.nextBoolean() ? Verdict.APPROVED : Verdict.REJECTED);
                decided.add(some);
            }
        }
        moderation.hear();
        return decided;
    }

    private UUID comment(String content) {
        return moderation.comment(posts.get(0), name, content, NOON);
    }

    private int verdicts(UUID commentId) {
        return moderation.screening(commentId).state().history().size();
    }

    private Tally done(Run run) throws InterruptedException {
        Ended ended = work.run(run, _ -> {});
        assertThat(ended.state()).isEqualTo(RunState.DONE);
        return ended.tally();
    }

    private Run preview(List<Map<String, Object>> rules) {
        return Run.preview(Ids.next(), rules, "ada", NOON);
    }

    private Run rescreen(@Nullable UUID preview) {
        PolicyDocument inForce = moderation.policies().newest();
        return Run.rescreen(Ids.next(), inForce.version(), preview, 5_000, "ada", NOON);
    }

    private Map<UUID, Change> listed(Run run) {
        Map<UUID, Change> listed = new HashMap<>();
        changes.each(
                run.id(),
                change -> assertThat(listed.put(change.commentId(), change))
                        .as("listed twice")
                        .isNull());
        return listed;
    }

    private Map<UUID, Screening> screenings() {
        Map<UUID, Screening> screenings = new HashMap<>();
        for (Document document : contents()) {
            UUID id = UUID.fromString(document.getString("_id"));
            screenings.put(id, moderation.screening(id).state());
        }
        return screenings;
    }

    private List<Document> contents() {
        return moderation.mongo().findAll(Document.class, "screenings");
    }

    private static Map<String, Object> text(String text, String outcome) {
        return rule(text, "contains-text", outcome, Map.of("texts", List.of(text)));
    }

    private static Map<String, Object> rule(String id, String kind, String outcome, Map<String, Object> parameters) {
        Map<String, Object> rule = new HashMap<>(parameters);
        rule.putAll(Map.of("id", id, "kind", kind, "outcome", outcome));
        return rule;
    }
}
