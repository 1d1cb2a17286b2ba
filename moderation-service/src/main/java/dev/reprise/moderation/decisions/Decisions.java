package dev.reprise.moderation.decisions;

import dev.reprise.moderation.decisions.Decide.Seen;
import dev.reprise.moderation.decisions.Outcome.Decided;
import dev.reprise.moderation.decisions.Outcome.Gone;
import dev.reprise.moderation.decisions.Outcome.Stands;
import dev.reprise.moderation.queue.PostTitles;
import dev.reprise.moderation.screening.Screening;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.web.IfMatch;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Carries decisions out, each on the state that it replaces: of two at the same moment one is written, and the
/// other is decided anew, on what the first one left. Thread-safe, also between instances and beside screening.
@Component
class Decisions {

    private final AggregateStore<Screening> screenings;
    private final PostTitles posts;

    Decisions(AggregateStore<Screening> screenings, PostTitles posts) {
        this.screenings = screenings;
        this.posts = posts;
    }

    /// @param ifMatch names the verdict that is to be overruled, by the comment's version here; absent when none is
    /// @param now the same for a request that is repeated
    /// @return what it came to; what [Stands] is stored
    Outcome carryOut(Decide decide, UUID commentId, String moderator, Instant now, IfMatch ifMatch) {
        while (true) {
            Optional<Aggregate<Screening>> found = screenings.find(commentId);
            if (found.isEmpty()) {
                return new Gone();
            }
            Aggregate<Screening> seen = found.get();
            Outcome outcome = decide.decide(seen.state(), moderator, now, seen(ifMatch, seen.version()));
            if (!(outcome instanceof Decided decided)) {
                return outcome;
            }
            if (posts.isGone(seen.state().postId())) {
                return new Gone();
            }
            Screening next = seen.state().decided(decided.event());
            if (screenings.replace(seen, next, decided.event(), Cause.request())) {
                return new Stands(next.last(), seen.version() + 1);
            }
        }
    }

    private static Seen seen(IfMatch ifMatch, long version) {
        if (!ifMatch.present()) {
            return Seen.NOT_SAID;
        }
        return ifMatch.admits(version) ? Seen.CURRENT : Seen.OUTDATED;
    }
}
