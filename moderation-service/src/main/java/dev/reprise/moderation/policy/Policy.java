package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;
import java.util.List;
import java.util.Optional;

/// An ordered list of rules: the first that applies decides, and a comment to which none applies is approved.
/// Immutable.
///
/// @param version counts the policies that have been in force, from 1
public record Policy(long version, List<Rule> rules) {

    public Policy {
        rules = List.copyOf(rules);
    }

    /// The policy of a new installation: no "orange".
    public static Policy initial() {
        return new Policy(1, List.of(new ContainsText("orange", Verdict.REJECTED, "orange")));
    }

    /// The first rule that applies to a comment of this content.
    public Optional<Match> screen(String content) {
        return rules.stream().flatMap(rule -> rule.match(content).stream()).findFirst();
    }
}
