package dev.reprise.moderation.policy;

import java.time.Duration;
import java.util.Optional;

/// Applies to a comment that says what its author said in another one not long before, whatever the case, disguise and
/// white space. Among the author's last 200 revisions.
record Repeated(Duration within) implements Condition {

    static final RuleKind KIND = new RuleKind("repeated", Repeated::read);

    private static Repeated read(Parameters parameters) {
        return new Repeated(Duration.ofMinutes(parameters.number("withinMinutes", 1, (int) Past.WINDOW.toMinutes())));
    }

    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        String digest = submission.content().digest();
        boolean said = submission
                .past()
                .before(submission, within)
                .anyMatch(earlier -> earlier.digest().equals(digest));
        return said
                ? Optional.of(Finding.of("says the same as another comment of its author within %d minutes"
                        .formatted(within.toMinutes())))
                : Optional.empty();
    }
}
