package dev.reprise.moderation.policy;

import java.time.Duration;
import java.util.Optional;

/// Applies to a comment of an author who wrote so many others in the minute before. A comment that was edited meanwhile
/// counts once.
record Flood(int perMinute) implements Condition {

    static final RuleKind KIND = new RuleKind("flood", parameters -> new Flood(parameters.number("perMinute", 1, 100)));

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        long others = submission
                .past()
                .before(submission, MINUTE)
                .map(Past.Entry::commentId)
                .distinct()
                .count();
        return others < perMinute
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "is comment %d of its author within a minute, over %d".formatted(others + 1, perMinute)));
    }
}
