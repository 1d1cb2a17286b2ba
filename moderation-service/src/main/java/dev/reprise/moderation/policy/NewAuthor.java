package dev.reprise.moderation.policy;

import java.util.Optional;

/// Applies to an author's first comments, and to whatever is made of them later.
record NewAuthor(int comments) implements Condition {

    static final RuleKind KIND =
            new RuleKind("new-author", parameters -> new NewAuthor(parameters.number("comments", 1, Past.FIRST)));

    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        int before = submission.past().openedBefore(submission.commentId());
        return before >= comments
                ? Optional.empty()
                : Optional.of(Finding.of(
                        "is comment %d of its author; the first %d are looked at".formatted(before + 1, comments)));
    }
}
