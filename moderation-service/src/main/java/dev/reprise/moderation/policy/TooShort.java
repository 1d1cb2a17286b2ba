package dev.reprise.moderation.policy;

import java.util.Optional;

/// Applies to a comment with fewer characters (code points) than that; white space around it and what does not show is
/// not counted.
record TooShort(int least) implements Condition {

    static final RuleKind KIND =
            new RuleKind("too-short", parameters -> new TooShort(parameters.number("least", 2, 10_000)));

    @Override
    public Optional<Finding> find(Submission submission) {
        String seen = submission.content().inCase().text().strip();
        int characters = seen.codePointCount(0, seen.length());
        return characters >= least
                ? Optional.empty()
                : Optional.of(Finding.of("has %d characters, under %d".formatted(characters, least)));
    }
}
