package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;

/// A rule applied.
///
/// @param outcome what becomes of the comment
/// @param ruleId the rule
/// @param matched the text that it matched, as it stands in the comment
/// @param reason for people
public record Match(Verdict outcome, String ruleId, String matched, String reason) {}
