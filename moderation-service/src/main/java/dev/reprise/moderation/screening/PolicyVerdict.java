package dev.reprise.moderation.screening;

import dev.reprise.events.CommentEvent;
import dev.reprise.events.MatchedAt;
import dev.reprise.events.ModerationEvent.CommentModerated;
import dev.reprise.events.Verdict;
import dev.reprise.moderation.policy.Excerpt;
import dev.reprise.moderation.policy.Match;
import dev.reprise.moderation.policy.Screened;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A verdict that a policy reaches. Pure.
///
/// @param match absent when no rule applies
public record PolicyVerdict(@Nullable Match match) {

    /// @throws IllegalArgumentException when a classifier has to be asked first
    public static PolicyVerdict of(Screened screened) {
        return switch (screened) {
            case Screened.Matched(Match match) -> new PolicyVerdict(match);
            case Screened.Passed() -> new PolicyVerdict(null);
            case Screened.Asks(String classifier) ->
                throw new IllegalArgumentException("classifier " + classifier + " was not asked");
        };
    }

    public Verdict status() {
        return match == null ? Verdict.APPROVED : match.outcome();
    }

    /// The rule that decides; absent when none applies.
    public @Nullable String ruleId() {
        return match == null ? null : match.ruleId();
    }

    /// The text that it matched; absent where that is no part of the comment.
    public @Nullable String matched() {
        Excerpt excerpt = match == null ? null : match.excerpt();
        return excerpt == null ? null : excerpt.text();
    }

    /// Where that text stands.
    public @Nullable MatchedAt matchedAt() {
        Excerpt excerpt = match == null ? null : match.excerpt();
        return excerpt == null ? null : new MatchedAt(excerpt.start(), excerpt.length());
    }

    /// For people; absent where no rule applies.
    public @Nullable String reason() {
        return match == null ? null : match.reason();
    }

    /// As it is published.
    ///
    /// @param version that of the policy
    public CommentModerated event(CommentEvent comment, int revision, long version, Instant now) {
        return new CommentModerated(
                comment.commentId(),
                comment.postId(),
                revision,
                status(),
                ruleId(),
                matched(),
                matchedAt(),
                reason(),
                version,
                Screening.POLICY,
                now);
    }
}
