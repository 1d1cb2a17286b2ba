package dev.reprise.moderation.policy;

import java.util.List;
import java.util.Optional;

/// Applies to a comment that contains one of some texts anywhere, also inside a longer word, in any case and in any
/// disguise that [FoldedText] sees through.
record ContainsText(Words texts) implements Condition {

    static final RuleKind KIND =
            new RuleKind("contains-text", parameters -> new ContainsText(parameters.folding("texts")));

    ContainsText(List<String> texts) {
        this(new Words(texts));
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        return texts.anywhere(submission.content().folded())
                .map(found -> Finding.in(found.excerpt(), "contains \"" + found.word() + "\""));
    }
}
