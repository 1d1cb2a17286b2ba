package dev.reprise.moderation.policy;

import java.util.List;
import java.util.Optional;

/// Applies to a comment that contains one of some words or phrases as such, not inside a longer word, in any case and
/// disguise. What a word is says Unicode (UAX #29): "can't" is one, "blood-orange" are two.
record ContainsWord(Words words) implements Condition {

    static final RuleKind KIND =
            new RuleKind("contains-word", parameters -> new ContainsWord(parameters.folding("words")));

    ContainsWord(List<String> words) {
        this(new Words(words));
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        return words.asWord(submission.content().folded())
                .map(found -> Finding.in(found.excerpt(), "contains the word \"" + found.word() + "\""));
    }
}
