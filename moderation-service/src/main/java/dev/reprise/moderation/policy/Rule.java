package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;

/// One rule of a policy. Immutable.
///
/// @param id names the rule in verdicts; unique in its policy
/// @param outcome what becomes of a comment to which it applies
public record Rule(String id, Verdict outcome, Condition condition) {}
