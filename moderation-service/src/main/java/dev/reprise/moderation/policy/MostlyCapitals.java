package dev.reprise.moderation.policy;

import java.util.Optional;

/// Applies to a comment of which more than a share of the letters are capitals. Letters without case, as those
/// of Arabic or Chinese, don't count, and a comment with fewer than `letters` that have case is let through.
record MostlyCapitals(int percent, int letters) implements Condition {

    static final RuleKind KIND = new RuleKind(
            "mostly-capitals",
            parameters ->
                    new MostlyCapitals(parameters.number("percent", 1, 99), parameters.number("letters", 1, 10_000)));

    @Override
    public Optional<Finding> find(Submission submission) {
        int[] codePoints = submission.content().inCase().text().codePoints().toArray();
        int capitals = 0;
        int cased = 0;
        for (int codePoint : codePoints) {
            boolean isCapital = Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
            capitals += isCapital ? 1 : 0;
            cased += isCapital || Character.isLowerCase(codePoint) ? 1 : 0;
        }
        boolean applies = cased >= letters && capitals * 100 > percent * cased;
        return applies
                ? Optional.of(Finding.of("%d of %d letters are capitals".formatted(capitals, cased)))
                : Optional.empty();
    }
}
