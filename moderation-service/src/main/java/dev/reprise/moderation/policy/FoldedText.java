package dev.reprise.moderation.policy;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.text.UnicodeSetSpanner;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/// A text as rules compare it, which knows where each of its characters stood in the one that was written. Immutable.
///
/// - [#of]: NFKC_Casefold (UAX #44): compatibility forms made plain, case folded, and characters that show nothing
///   (Default_Ignorable_Code_Point: soft hyphens, zero-width spaces and joiners, variation selectors) left out.
/// - [#inCase]: the same, but for case.
final class FoldedText {

    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 PLAIN = Normalizer2.getNFKCInstance();
    private static final UnicodeSet INVISIBLE = new UnicodeSet("[:DI:]").freeze();
    private static final UnicodeSetSpanner SPANS = new UnicodeSetSpanner(INVISIBLE);

    private final String written;
    private final String text;
    private final UnaryOperator<String> folding;
    /// Whether what comes before this code point never composes with it.
    private final IntPredicate boundary;

    private FoldedText(String written, String text, UnaryOperator<String> folding, IntPredicate boundary) {
        this.written = written;
        this.text = text;
        this.folding = folding;
        this.boundary = boundary;
    }

    static FoldedText of(String written) {
        String text = isAscii(written) ? written.toLowerCase(Locale.ROOT) : FOLDED.normalize(written);
        return new FoldedText(written, text, FOLDED::normalize, FOLDED::hasBoundaryBefore);
    }

    static FoldedText inCase(String written) {
        String text = isAscii(written) ? written : visible(written);
        return new FoldedText(written, text, FoldedText::visible, FoldedText::isBoundaryInCase);
    }

    private static boolean isBoundaryInCase(int codePoint) {
        return PLAIN.hasBoundaryBefore(codePoint) && !INVISIBLE.contains(codePoint);
    }

    private static String visible(String text) {
        return PLAIN.normalize(SPANS.deleteFrom(text, UnicodeSet.SpanCondition.CONTAINED));
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 0x7E) {
                return false;
            }
        }
        return true;
    }

    String text() {
        return text;
    }

    /// What was written where this stands now. Looked for only when something was found: folding by pieces is slow.
    ///
    /// @param from the index of the first `char` in [#text]
    /// @param to the index after the last, greater than `from`
    Excerpt excerpt(int from, int to) {
        int start = 0;
        int end = 0;
        int folded = 0;
        // Between two pieces nothing composes, so that the pieces folded are the text folded.
        while (folded < to) {
            int next = boundaryAfter(end);
            int length = folding.apply(written.substring(end, next)).length();
            if (folded + length <= from) {
                start = next;
            }
            folded += length;
            end = next;
        }
        return Excerpt.of(written, start, end);
    }

    private int boundaryAfter(int at) {
        int next = written.offsetByCodePoints(at, 1);
        while (next < written.length() && !boundary.test(written.codePointAt(next))) {
            next = written.offsetByCodePoints(next, 1);
        }
        return next;
    }
}
