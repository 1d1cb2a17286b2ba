package dev.reprise.system.campaign;

import dev.reprise.events.CommentEvent.CommentCreated;
import dev.reprise.events.CommentEvent.CommentUpdated;
import dev.reprise.events.CommentStatus;
import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.EventEnvelope;
import dev.reprise.events.Topic;
import dev.reprise.system.campaign.History.Order;
import dev.reprise.system.campaign.History.Read;
import dev.reprise.system.campaign.History.Seen;
import dev.reprise.system.campaign.Violation.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What readers were shown: their own writes when they asked for them, and of comments approved ones alone.
final class ReadChecks {

    private static final String REJECTED = "orange";

    private final List<Violation> violations = new ArrayList<>();
    private final Subjects subjects;

    private ReadChecks(Subjects subjects) {
        this.subjects = subjects;
    }

    static List<Violation> of(List<Read> reads, Subjects subjects) {
        ReadChecks checks = new ReadChecks(subjects);
        for (Read read : reads) {
            checks.requireVisible(read);
            read.comments().forEach(comment -> checks.requireApproved(read, comment));
        }
        return checks.violations;
    }

    private void requireVisible(Read read) {
        ConsistencyToken token = read.token();
        if (token == null) {
            return;
        }
        Optional<Seen> seen = read.shown().stream()
                .filter(each -> each.id().equals(token.subject()))
                .findFirst();
        if (seen.isEmpty() && !mayBeAbsent(read, token)) {
            add(Check.STALE_AFTER_TOKEN, read, "does not show " + token);
        } else if (seen.isPresent() && seen.get().version() < token.sequence()) {
            add(Check.STALE_AFTER_TOKEN, read, "has to show %s and shows %s".formatted(token, seen.get()));
        }
    }

    private boolean mayBeAbsent(Read read, ConsistencyToken token) {
        return isBeyondPage(read, token)
                || switch (token.topic()) {
                    case POSTS -> subjects.isPostDeleted(token.subject());
                    case COMMENTS ->
                        subjects.mayCommentBeHidden(
                                token.key(), token.subject(), token.sequence(), isAuthor(read, token));
                    case TASKS, MODERATION -> false;
                };
    }

    private boolean isAuthor(Read read, ConsistencyToken token) {
        EventEnvelope first = subjects.at(Topic.COMMENTS, token.subject(), 1);
        return first != null
                && first.data() instanceof CommentCreated created
                && created.authorId().equals(read.reader());
    }

    private static boolean isBeyondPage(Read read, ConsistencyToken token) {
        if (read.isWhole() || read.shown().isEmpty()) {
            return false;
        }
        int place =
                token.subject().toString().compareTo(read.shown().getLast().id().toString());
        return read.order() == Order.NEWEST_FIRST ? place < 0 : place > 0;
    }

    private void requireApproved(Read read, Seen comment) {
        boolean isOwnPending =
                comment.status().equals("pending") && comment.author().equals(read.reader());
        if (!isOwnPending) {
            if (!comment.status().equals("approved")
                    || comment.text().toLowerCase(Locale.ROOT).contains(REJECTED)) {
                add(Check.UNAPPROVED_SEEN, read, "shows " + comment);
            } else if (!wasApproved(comment)) {
                add(Check.UNAPPROVED_SEEN, read, "shows what was never approved: " + comment);
            }
        }
    }

    private boolean wasApproved(Seen comment) {
        EventEnvelope event = subjects.at(Topic.COMMENTS, comment.id(), comment.version());
        return event != null
                && event.data() instanceof CommentUpdated updated
                && updated.status() == CommentStatus.APPROVED
                && updated.content().equals(comment.text());
    }

    private void add(Check check, Read read, String what) {
        violations.add(new Violation(check, "%s (as %s) %s".formatted(read.name(), read.reader(), what)));
    }
}
