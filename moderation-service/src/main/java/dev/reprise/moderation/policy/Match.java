package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;
import org.jspecify.annotations.Nullable;

/// A rule applied.
///
/// @param outcome what becomes of the comment
/// @param ruleId the rule
/// @param excerpt what it matched; absent when that is no part of the text
/// @param reason for people
public record Match(
        Verdict outcome, String ruleId, @Nullable Excerpt excerpt, String reason) {

    static Match of(Rule rule, Finding finding) {
        return new Match(
                finding.certain() ? rule.outcome() : Verdict.HELD, rule.id(), finding.excerpt(), finding.reason());
    }
}
