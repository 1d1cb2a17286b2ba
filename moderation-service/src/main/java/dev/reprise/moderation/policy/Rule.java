package dev.reprise.moderation.policy;

import java.util.Optional;

/// One rule of a policy. Immutable and pure.
public interface Rule {

    /// Names the rule in verdicts; unique in its policy.
    String id();

    /// What the rule finds in a comment, or nothing when it does not apply.
    Optional<Match> match(String content);
}
