package dev.reprise.moderation.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.DomainEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.restore.PartitionFold;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestoredScreeningsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();
    private static final UUID POST = Ids.next();

    private final EventEnvelope created =
            event(1, new CommentCreated(ID, POST, "grace", "A read.", CommentStatus.PENDING, 1, NOW), null);
    private final EventEnvelope edited =
            event(3, new CommentUpdated(ID, POST, "An orange.", CommentStatus.PENDING, 2, null, NOW), null);
    private final CommentModerated first = verdict(1, Verdict.APPROVED);
    private final CommentModerated second = verdict(2, Verdict.REJECTED);
    private final PartitionFold<Screening> fold =
            new PartitionFold<>(new ScreeningConfiguration().restoredScreenings());

    @Test
    void a_screening_knows_its_verdicts_and_what_it_screened_last() {
        fold.own(event(1, first, created.id()));
        fold.own(event(2, second, edited.id()));
        fold.cause(created);
        fold.cause(edited);

        Screening kept =
                Screening.first(first, 1).told((CommentEvent) created.data()).after(second, 3);
        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, kept));
    }

    @Test
    void an_edit_without_a_verdict_was_not_screened() {
        fold.own(event(1, first, created.id()));
        fold.cause(created);
        fold.cause(edited);

        Screening kept = Screening.first(first, 1).told((CommentEvent) created.data());
        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 1, 1, kept));
    }

    @Test
    void what_is_held_is_there_again_with_its_author_and_a_persons_verdict_is_no_effect_of_an_event() {
        CommentModerated held = verdict(2, Verdict.HELD);
        fold.own(event(1, first, created.id()));
        fold.own(event(2, held, edited.id()));
        fold.own(event(3, byGrace(Verdict.APPROVED), null));
        fold.own(event(4, byGrace(Verdict.HELD), null));
        fold.cause(created);
        fold.cause(edited);
        fold.cause(created);

        Screening restored = fold.aggregates().findFirst().orElseThrow().state();
        assertThat(restored.authorId()).isEqualTo("grace");
        assertThat(restored.content()).isEqualTo("An orange.");
        assertThat(restored.commentSequence()).isEqualTo(3);
        assertThat(restored.isWaiting()).isTrue();
    }

    @Test
    void a_deleted_comment_is_restored_as_deleted_and_says_nothing() {
        CommentModerated held = verdict(2, Verdict.HELD);
        fold.own(event(1, first, created.id()));
        fold.own(event(2, held, edited.id()));
        fold.cause(created);
        fold.cause(edited);
        fold.cause(event(4, new CommentDeleted(ID, POST, NOW), null));
        fold.cause(edited);

        Screening restored = fold.aggregates().findFirst().orElseThrow().state();
        assertThat(restored.deleted()).isTrue();
        assertThat(restored.content()).isNull();
        assertThat(restored.isWaiting()).isFalse();
    }

    private static CommentModerated byGrace(Verdict verdict) {
        return new CommentModerated(ID, POST, 2, verdict, null, null, null, 1, "grace", NOW);
    }

    private static CommentModerated verdict(int revision, Verdict verdict) {
        return new CommentModerated(ID, POST, revision, verdict, null, null, null, 1, "policy", NOW);
    }

    private static EventEnvelope event(long sequence, DomainEvent data, @Nullable UUID cause) {
        return new EventEnvelope(Ids.next(), "/test", sequence, NOW, Ids.next(), cause, null, data);
    }
}
