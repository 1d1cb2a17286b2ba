package dev.reprise.moderation.policy;

import java.util.List;
import java.util.Optional;

/// An ordered list of rules: the first that applies decides, and a comment to which none applies is approved.
/// Immutable, and pure.
///
/// @param version counts the policies that have been in force, from 1; 0 for one that never was
public record Policy(long version, List<Rule> rules) {

    public Policy {
        rules = List.copyOf(rules);
    }

    /// Whether a rule needs to know what else an author wrote.
    public boolean looksBack() {
        return rules.stream().anyMatch(rule -> rule.condition().looksBack());
    }

    /// What becomes of a comment; the same for the same submission.
    public Screened screen(Submission submission) {
        for (Rule rule : rules) {
            Optional<String> classifier = rule.condition().classifier();
            if (classifier.isPresent() && !submission.answers().containsKey(classifier.get())) {
                return new Screened.Asks(classifier.get());
            }
            Optional<Finding> finding = rule.condition().find(submission);
            if (finding.isPresent()) {
                return new Screened.Matched(Match.of(rule, finding.get()));
            }
        }
        return new Screened.Passed();
    }
}
