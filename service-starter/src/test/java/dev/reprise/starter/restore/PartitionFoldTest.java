package dev.reprise.starter.restore;

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
import dev.reprise.events.Topic;
import dev.reprise.events.Verdict;
import dev.reprise.starter.aggregate.Aggregate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionFoldTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID ID = Ids.next();
    private static final UUID POST = Ids.next();

    /// What is known of a comment, and up to which verdict was heard.
    private record Note(String text, long heard) {

        static Note opened(CommentCreated created) {
            return new Note(created.content(), 0);
        }

        Note after(CommentEvent event) {
            return event instanceof CommentUpdated updated ? new Note(updated.content(), heard) : new Note("", heard);
        }

        Note heardUpTo(long sequence) {
            return new Note(text, sequence);
        }
    }

    private final PartitionFold<Note> fold = new PartitionFold<>(
            Restoration.of("notes", Topic.COMMENTS, CommentCreated.class, Note::opened, CommentEvent.class, Note::after)
                    .hearing(Topic.MODERATION, CommentUpdated.class, Note::heardUpTo));

    @Test
    void an_aggregate_has_the_version_and_the_state_of_its_last_event() {
        fold.own(event(1, created("one"), null));
        fold.own(event(2, updated("two"), null));

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, new Note("two", 0)));
        assertThat(fold.gappy()).isEmpty();
    }

    @Test
    void events_that_stand_there_again_change_nothing() {
        EventEnvelope first = event(1, created("one"), null);
        EventEnvelope second = event(2, updated("two"), null);
        fold.own(first);
        fold.own(first);
        fold.own(second);
        fold.own(first);
        fold.own(second);

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 2, 2, new Note("two", 0)));
        assertThat(fold.repeated()).isEqualTo(3);
    }

    @Test
    void an_aggregate_is_told_what_the_other_topic_says_of_it_and_only_of_it() {
        PartitionFold<Note> told = new PartitionFold<>(Restoration.of(
                        "notes", Topic.COMMENTS, CommentCreated.class, Note::opened, CommentEvent.class, Note::after)
                .hearing(Topic.MODERATION, CommentUpdated.class, Note::heardUpTo)
                .told(
                        CommentModerated.class,
                        (note, verdict) -> new Note(note.text() + " by " + verdict.decidedBy(), note.heard())));
        told.own(event(1, created("one"), null));
        told.cause(event(1, verdict(), null));
        told.cause(new EventEnvelope(Ids.next(), "/test", 1, NOON, Ids.next(), null, null, verdict(Ids.next())));

        assertThat(told.aggregates()).containsExactly(new Aggregate<>(ID, 1, 1, new Note("one by policy", 0)));
    }

    @Test
    void what_caused_the_last_effect_counts_as_heard() {
        EventEnvelope firstVerdict = event(1, verdict(), null);
        EventEnvelope lastVerdict = event(2, verdict(), null);
        fold.own(event(1, created("one"), null));
        fold.own(event(2, updated("approved"), firstVerdict.id()));
        fold.own(event(3, updated("edited"), null));
        fold.own(event(4, updated("approved again"), lastVerdict.id()));
        fold.own(event(5, updated("edited again"), null));
        fold.cause(firstVerdict);
        fold.cause(lastVerdict);
        fold.cause(firstVerdict);

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 5, 5, new Note("edited again", 2)));
        assertThat(fold.unexplained()).isEmpty();
    }

    @Test
    void an_event_that_was_never_heard_counts_as_unheard() {
        fold.own(event(1, created("one"), null));
        fold.cause(event(1, verdict(), null));

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 1, 1, new Note("one", 0)));
    }

    @Test
    void an_own_event_of_another_kind_may_have_a_cause_of_another_kind() {
        EventEnvelope verdict = event(1, verdict(), null);
        fold.own(event(1, created("one"), null));
        fold.own(event(2, updated("approved"), verdict.id()));
        fold.own(event(3, new CommentDeleted(ID, POST, NOON), Ids.next()));
        fold.cause(verdict);

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 3, 3, new Note("", 1)));
        assertThat(fold.unexplained()).isEmpty();
    }

    @Test
    void holes_in_the_history_are_named() {
        UUID later = Ids.next();
        fold.own(event(1, created("one"), null));
        fold.own(event(3, updated("three"), Ids.next()));
        fold.own(event(2, new CommentDeleted(later, POST, NOON), null));

        assertThat(fold.aggregates()).containsExactly(new Aggregate<>(ID, 3, 3, new Note("three", 0)));
        assertThat(fold.gappy()).containsExactly(ID);
        assertThat(fold.unexplained()).containsExactly(ID);
        assertThat(fold.headless()).containsExactly(later);
    }

    private static CommentCreated created(String content) {
        return new CommentCreated(ID, POST, "ada", content, CommentStatus.PENDING, 1, NOON);
    }

    private static CommentUpdated updated(String content) {
        return new CommentUpdated(ID, POST, content, CommentStatus.PENDING, 1, null, NOON);
    }

    private static CommentModerated verdict() {
        return verdict(ID);
    }

    private static CommentModerated verdict(UUID comment) {
        return new CommentModerated(comment, POST, 1, Verdict.APPROVED, null, null, null, 1, "policy", NOON);
    }

    private static EventEnvelope event(long sequence, DomainEvent data, @Nullable UUID cause) {
        return new EventEnvelope(Ids.next(), "/test", sequence, NOON, Ids.next(), cause, null, data);
    }
}
