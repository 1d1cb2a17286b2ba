package dev.reprise.moderation.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applies to a comment to which a classifier gives one of the flagged labels. When it gives none of the labels
/// that are known, or no answer at all, the comment is held.
record External(String name, Set<String> flagged, Set<String> clean) implements Condition {

    static final RuleKind KIND = new RuleKind("external", External::read);

    private static final int MOST_CHARACTERS = 100;

    private static External read(Parameters parameters) {
        String name = parameters.classifier("classifier");
        List<String> flagged = parameters.texts("flagged", MOST_CHARACTERS);
        Set<String> both = new HashSet<>(parameters.texts("clean", MOST_CHARACTERS));
        Set<String> clean = Set.copyOf(both);
        both.retainAll(flagged);
        if (!both.isEmpty()) {
            parameters.refuse("clean", "label-twice", "has labels that are flagged too");
        }
        return new External(name, Set.copyOf(flagged), clean);
    }

    @Override
    public Optional<String> classifier() {
        return Optional.of(name);
    }

    @Override
    public Optional<Finding> find(Submission submission) {
        return switch (submission.answers().get(name)) {
            case null -> throw new IllegalStateException("classifier " + name + " was not asked");
            case Answer.None(String why) -> Optional.of(Finding.unknown("the classifier " + name + " " + why));
            case Answer.Label(String label)
            when flagged.contains(label) ->
                Optional.of(Finding.of("the classifier %s calls it %s".formatted(name, label)));
            case Answer.Label(String label) when clean.contains(label) -> Optional.empty();
            case Answer.Label _ ->
                Optional.of(Finding.unknown("the classifier " + name + " gave a label that the rule does not know"));
        };
    }
}
