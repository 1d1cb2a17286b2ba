package dev.reprise.moderation.policy;

import dev.reprise.events.Verdict;
import java.util.Optional;

/// Applies to a comment that contains a text anywhere, also inside a longer word, in any case and in any disguise that
/// [FoldedText] sees through.
public final class ContainsText implements Rule {

    private final String id;
    private final Verdict outcome;
    private final String text;
    private final FoldedText folded;

    public ContainsText(String id, Verdict outcome, String text) {
        this.id = id;
        this.outcome = outcome;
        this.text = text;
        this.folded = FoldedText.of(text);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Match> match(String content) {
        return FoldedText.of(content)
                .find(folded)
                .map(matched -> new Match(outcome, id, matched, "contains \"" + text + "\""));
    }
}
