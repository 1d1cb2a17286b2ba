package dev.reprise.comment.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentDeleted;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.Ids;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T09:30:00Z");
    private static final UUID ID = Ids.next();
    private static final UUID POST = Ids.next();

    private final Comment comment = Comment.opened(
            new CommentCreated(ID, POST, "grace", "A good read.", CommentStatus.PENDING, 1, NOW.minusSeconds(9)));

    @ParameterizedTest
    @CsvSource({"APPROVED,APPROVED", "REJECTED,REJECTED", "HELD,PENDING"})
    void a_verdict_gives_the_comment_its_status(Verdict verdict, CommentStatus status) {
        assertThat(Verdicts.interpret(comment, verdict(1, verdict), 1, NOW))
                .contains(new CommentUpdated(ID, POST, "A good read.", status, 1, "because", NOW));
    }

    @Test
    void a_verdict_that_was_heard_is_void() {
        assertThat(Verdicts.interpret(comment.heard(3), verdict(1, Verdict.APPROVED), 3, NOW))
                .isEmpty();
    }

    @Test
    void a_verdict_older_than_one_that_was_heard_is_void() {
        assertThat(Verdicts.interpret(comment.heard(3), verdict(1, Verdict.APPROVED), 2, NOW))
                .isEmpty();
    }

    @Test
    void a_verdict_on_an_older_revision_is_void() {
        Comment edited = comment.after(edit());

        assertThat(Verdicts.interpret(edited, verdict(1, Verdict.APPROVED), 1, NOW))
                .isEmpty();
        assertThat(Verdicts.interpret(edited, verdict(2, Verdict.APPROVED), 2, NOW))
                .isPresent();
    }

    @Test
    void a_verdict_on_a_deleted_comment_is_void() {
        Comment deleted = comment.after(new CommentDeleted(ID, POST, NOW));

        assertThat(Verdicts.interpret(deleted, verdict(1, Verdict.APPROVED), 1, NOW))
                .isEmpty();
    }

    @Test
    void an_edit_is_pending_again_and_counts_a_revision() {
        assertThat(edit())
                .isEqualTo(new CommentUpdated(ID, POST, "An even better read.", CommentStatus.PENDING, 2, null, NOW));
    }

    @Test
    void an_edit_that_changes_nothing_is_none() {
        assertThat(new WriteComment("A good read.").decide(ID, comment, NOW)).isEmpty();
    }

    @Test
    void a_deleted_comment_keeps_no_text() {
        Comment deleted = comment.after(new CommentDeleted(ID, POST, NOW));

        assertThat(deleted.deleted()).isTrue();
        assertThat(deleted.content()).isEmpty();
        assertThat(deleted.authorId()).isEqualTo("grace");
    }

    @Test
    void content_has_1_to_10000_characters() {
        assertThat(new WriteComment(null).checks().getFirst()).isPresent();
        assertThat(new WriteComment(" \n").checks().getFirst()).isPresent();
        assertThat(new WriteComment("🎶".repeat(10_000)).checks().getFirst()).isEmpty();
        assertThat(new WriteComment("🎶".repeat(10_001)).checks().getFirst()).isPresent();
    }

    private CommentUpdated edit() {
        return new WriteComment("An even better read.").decide(ID, comment, NOW).orElseThrow();
    }

    private static CommentModerated verdict(int revision, Verdict verdict) {
        return new CommentModerated(ID, POST, revision, verdict, null, null, "because", 1, "policy", NOW);
    }
}
