package dev.reprise.moderation.rescreening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.EventEnvelope;
import dev.reprise.moderation.policy.Past;
import dev.reprise.moderation.policy.Policy;
import dev.reprise.moderation.policy.Screened;
import dev.reprise.moderation.screening.PolicyVerdict;
import dev.reprise.moderation.screening.Revision;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.aggregate.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a policy makes of the comments that are there, beside what was decided: a fold over the events of
/// comments, in the order of time. Each comment is judged in the revision that stands, once. Classifiers are not
/// asked: their answers can't be had twice, and there may be millions of comments. Pure but for what it
/// remembers; not thread-safe.
final class Comparison {

    /// A verdict that differs.
    ///
    /// @param event the comment's event that tells of the revision
    /// @param seen as it was compared
    record Difference(CommentEvent event, Aggregate<Screening> seen, PolicyVerdict verdict) {

        /// Whether it is still one, now that the comment was decided like that.
        boolean holds(Screening now) {
            return now.isForPolicy() && now.revision() == seen.state().revision() && differs(now, verdict);
        }

        private static boolean differs(Screening stands, PolicyVerdict verdict) {
            return stands.status() != verdict.status()
                    || !Objects.equals(stands.last().ruleId(), verdict.ruleId());
        }
    }

    record Counts(long comments, long byModerator, long unclassified) {}

    private final Policy policy;
    private final Predicate<UUID> chosen;
    private final Set<UUID> met = new HashSet<>();
    private final Map<String, Past> pasts = new HashMap<>();
    private long comments;
    private long byModerator;
    private long unclassified;

    /// @param chosen the comments to look at
    Comparison(Policy policy, Predicate<UUID> chosen) {
        this.policy = policy;
        this.chosen = chosen;
    }

    /// The next events, and what was decided about the comments they tell of.
    List<Difference> compare(List<EventEnvelope> events, Map<UUID, Aggregate<Screening>> screenings) {
        List<Difference> differences = new ArrayList<>();
        for (EventEnvelope event : events) {
            if (event.data() instanceof CommentEvent comment) {
                Revision.of(comment)
                        .flatMap(revision -> compare(revision, screenings.get(comment.commentId())))
                        .ifPresent(differences::add);
            }
        }
        return differences;
    }

    private Optional<Difference> compare(Revision revision, @Nullable Aggregate<Screening> seen) {
        Past past = past(revision, seen);
        if (seen == null || !isToBeJudged(revision, seen)) {
            return Optional.empty();
        }
        if (!seen.state().isForPolicy()) {
            byModerator++;
            return Optional.empty();
        }
        Screened screened = policy.screen(revision.submission(past));
        if (screened instanceof Screened.Asks) {
            unclassified++;
            return Optional.empty();
        }
        comments++;
        PolicyVerdict verdict = PolicyVerdict.of(screened);
        return Difference.differs(seen.state(), verdict)
                ? Optional.of(new Difference(revision.event(), seen, verdict))
                : Optional.empty();
    }

    /// Whether this is the revision that stands, for the first time that it is told of.
    private boolean isToBeJudged(Revision revision, Aggregate<Screening> seen) {
        return !seen.state().deleted()
                && seen.state().revision() == revision.number()
                && chosen.test(seen.id())
                && met.add(seen.id());
    }

    private Past past(Revision revision, @Nullable Aggregate<Screening> seen) {
        String author =
                revision.authorId() == null && seen != null ? seen.state().authorId() : revision.authorId();
        if (!policy.looksBack() || author == null) {
            return Past.NONE;
        }
        return pasts.merge(author, Past.NONE.with(revision.entry()), (before, _) -> before.with(revision.entry()));
    }

    /// Of comments, so far; see [Tally].
    Counts counts() {
        return new Counts(comments, byModerator, unclassified);
    }
}
