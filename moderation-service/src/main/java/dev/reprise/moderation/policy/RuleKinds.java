package dev.reprise.moderation.policy;

import java.util.List;
import java.util.Optional;

/// Every kind of rule there is. `docs/moderation.md` has the same list for people.
final class RuleKinds {

    static final List<RuleKind> ALL = List.of(
            ContainsText.KIND,
            ContainsWord.KIND,
            MatchesPattern.KIND,
            TooManyLinks.KIND,
            TooShort.KIND,
            TooLong.KIND,
            MostlyCapitals.KIND,
            Repeated.KIND,
            Flood.KIND,
            NewAuthor.KIND,
            External.KIND);

    private RuleKinds() {}

    static Optional<RuleKind> named(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
