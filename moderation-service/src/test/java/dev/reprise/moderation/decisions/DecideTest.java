package dev.reprise.moderation.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.decisions.Decide.Seen;
import dev.reprise.moderation.decisions.Outcome.AlreadyDecided;
import dev.reprise.moderation.decisions.Outcome.Decided;
import dev.reprise.moderation.decisions.Outcome.Gone;
import dev.reprise.moderation.decisions.Outcome.StaleRevision;
import dev.reprise.moderation.decisions.Outcome.StaleVerdict;
import dev.reprise.moderation.decisions.Outcome.Stands;
import dev.reprise.moderation.screening.Screening;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecideTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();
    private static final UUID POST = Ids.next();

    private final Screening held =
            new Screening(POST, "bob", 2, 3, Verdict.HELD, "A lemon.", List.of(judged(Verdict.HELD, "policy")), false);
    private final Decide approve = new Decide(ID, 2, "approve", " ");
    private final Decide reject = new Decide(ID, 2, "reject", "No citrus.");

    @Test
    void a_decision_becomes_a_verdict_of_the_moderator_under_the_policy_that_held_it() {
        assertThat(reject.decide(held, "grace", NOW, Seen.NOT_SAID))
                .isEqualTo(new Decided(new CommentModerated(
                        ID, POST, 2, Verdict.REJECTED, null, null, "No citrus.", 7, "grace", NOW)));
    }

    @Test
    void a_blank_reason_is_none() {
        assertThat(approve.decide(held, "grace", NOW, Seen.NOT_SAID))
                .isEqualTo(new Decided(
                        new CommentModerated(ID, POST, 2, Verdict.APPROVED, null, null, null, 7, "grace", NOW)));
    }

    @Test
    void another_revision_is_stale_the_older_and_the_one_to_come() {
        assertThat(new Decide(ID, 1, "approve", null).decide(held, "grace", NOW, Seen.CURRENT))
                .isEqualTo(new StaleRevision(2));
        assertThat(new Decide(ID, 3, "approve", null).decide(held, "grace", NOW, Seen.NOT_SAID))
                .isEqualTo(new StaleRevision(2));
    }

    @Test
    void a_deleted_comment_is_gone() {
        Screening deleted = new Screening(POST, "bob", 2, 4, Verdict.HELD, null, held.history(), true);

        assertThat(approve.decide(deleted, "grace", NOW, Seen.NOT_SAID)).isEqualTo(new Gone());
    }

    @Test
    void a_verdict_of_another_moderator_stands_unless_it_is_named() {
        Screening rejected = held.decided(verdict(Verdict.REJECTED, "grace"));

        assertThat(approve.decide(rejected, "ada", NOW, Seen.NOT_SAID)).isEqualTo(new AlreadyDecided(rejected.last()));
        assertThat(approve.decide(rejected, "ada", NOW, Seen.OUTDATED)).isEqualTo(new StaleVerdict());
        assertThat(approve.decide(rejected, "ada", NOW, Seen.CURRENT)).isInstanceOf(Decided.class);
    }

    @Test
    void ones_own_verdict_may_be_changed_but_not_said_twice() {
        Screening rejected = held.decided(verdict(Verdict.REJECTED, "grace"));
        Instant later = NOW.plusSeconds(1);

        assertThat(approve.decide(rejected, "grace", later, Seen.NOT_SAID)).isInstanceOf(Decided.class);
        assertThat(reject.decide(rejected, "grace", later, Seen.NOT_SAID))
                .isEqualTo(new AlreadyDecided(rejected.last()));
    }

    @Test
    void the_same_request_finds_its_verdict_whatever_has_happened_since() {
        Screening since = held.decided(verdict(Verdict.APPROVED, "grace")).decided(verdict(Verdict.REJECTED, "ada"));

        assertThat(approve.decide(since, "grace", NOW, Seen.NOT_SAID))
                .isEqualTo(new Stands(since.history().get(1), 2));
    }

    private static Screening.Decided judged(Verdict verdict, String by) {
        return new Screening.Decided(2, verdict, "hold-lemon", "lemon", null, null, 7, by, NOW);
    }

    private static CommentModerated verdict(Verdict verdict, String by) {
        return new CommentModerated(ID, POST, 2, verdict, null, null, null, 7, by, NOW);
    }
}
