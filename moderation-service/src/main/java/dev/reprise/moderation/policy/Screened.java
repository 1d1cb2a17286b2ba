package dev.reprise.moderation.policy;

/// What a policy makes of a comment.
public sealed interface Screened {

    /// A rule applies.
    record Matched(Match match) implements Screened {}

    /// No rule applies: the comment is approved.
    record Passed() implements Screened {}

    /// No rule before the one that asks this classifier applies: it has to be asked before the policy can go on.
    record Asks(String classifier) implements Screened {}
}
