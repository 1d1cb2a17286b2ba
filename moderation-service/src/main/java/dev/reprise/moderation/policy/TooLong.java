package dev.reprise.moderation.policy;

import java.util.Optional;

/// Applies to a comment with more characters (code points) than that, all of them counted.
record TooLong(int most) implements Condition {

    static final RuleKind KIND =
            new RuleKind("too-long", parameters -> new TooLong(parameters.number("most", 1, 10_000)));

    @Override
    public Optional<Finding> find(Submission submission) {
        String written = submission.content().written();
        int characters = written.codePointCount(0, written.length());
        return characters <= most
                ? Optional.empty()
                : Optional.of(Finding.of("has %d characters, over %d".formatted(characters, most)));
    }
}
