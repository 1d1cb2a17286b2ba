package dev.reprise.moderation.policy;

import com.ibm.icu.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.ahocorasick.trie.PayloadEmit;
import org.ahocorasick.trie.PayloadTrie;
import org.jspecify.annotations.Nullable;

/// Many texts that are looked for in one pass, folded on both sides. Thread-safe.
final class Words {

    /// One of the texts, found.
    ///
    /// @param word as the policy has it
    record Found(String word, Excerpt excerpt) {}

    private static final BreakIterator BOUNDARIES = BreakIterator.getWordInstance(Locale.ROOT);

    private final PayloadTrie<String> automaton;

    Words(List<String> words) {
        PayloadTrie.PayloadTrieBuilder<String> builder = PayloadTrie.builder();
        words.forEach(word -> builder.addKeyword(FoldedText.of(word).text(), word));
        this.automaton = builder.build();
    }

    /// The first of the texts to end, wherever it stands.
    Optional<Found> anywhere(FoldedText content) {
        PayloadEmit<String> first = automaton.firstMatch(content.text());
        return Optional.ofNullable(first).map(emit -> found(emit, content));
    }

    /// The first of the texts to end that begins and ends where Unicode (UAX #29) has a word begin and end.
    Optional<Found> asWord(FoldedText content) {
        AtomicReference<@Nullable PayloadEmit<String>> first = new AtomicReference<>();
        BreakIterator boundaries = BOUNDARIES.clone();
        boundaries.setText(content.text());
        automaton.parseText(content.text(), emit -> {
            boolean isWord = first.get() == null
                    && boundaries.isBoundary(emit.getStart())
                    && boundaries.isBoundary(emit.getEnd() + 1);
            if (isWord) {
                first.set(emit);
            }
            return isWord;
        });
        return Optional.ofNullable(first.get()).map(emit -> found(emit, content));
    }

    private static Found found(PayloadEmit<String> emit, FoldedText content) {
        return new Found(emit.getPayload(), content.excerpt(emit.getStart(), emit.getEnd() + 1));
    }
}
