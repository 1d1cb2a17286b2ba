package dev.reprise.moderation.policy;

import java.util.Optional;

/// When a rule applies. Each kind of rule is one, in a file of its own, with its parameters; [RuleKinds] names it.
/// Immutable and pure: it knows no clock, and what is not in the [Submission] it does not know.
public interface Condition {

    /// What the rule finds in a comment, or nothing when it does not apply.
    Optional<Finding> find(Submission submission);

    /// Whether it needs to know what else the author wrote.
    default boolean looksBack() {
        return false;
    }

    /// The classifier whose answer has to be in the submission before [#find] is called.
    default Optional<String> classifier() {
        return Optional.empty();
    }
}
