package dev.reprise.moderation.policy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// A text as rules compare it: compatibility forms made plain (NFKC), case folded, and characters that show nothing
/// (soft hyphens, zero-width spaces and joiners, variation selectors) left out, so that none of these hides a word.
/// Remembers where each character stood.
final class FoldedText {

    private final String original;
    private final String folded;
    /// For each character of `folded`, where the code point it came from begins in `original`.
    private final int[] origins;

    private FoldedText(String original, String folded, int[] origins) {
        this.original = original;
        this.folded = folded;
        this.origins = origins;
    }

    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        IntStream.Builder origins = IntStream.builder();
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int codePoint = text.codePointAt(at);
            String plain = isInvisible(codePoint) ? "" : folded(codePoint);
            folded.append(plain);
            for (int i = 0; i < plain.length(); i++) {
                origins.add(at);
            }
        }
        return new FoldedText(text, folded.toString(), origins.build().toArray());
    }

    private static String folded(int codePoint) {
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        // Upper case first: it joins forms that lower case alone keeps apart, such as ß and ẞ or the two small sigmas.
        return plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /// The code points of Unicode's property Default_Ignorable_Code_Point that Java can't name.
    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || (codePoint >= 0x180B && codePoint <= 0x180F)
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }

    /// What stands in the original text where `needle` is found first; the needle has to be folded itself.
    Optional<String> find(FoldedText needle) {
        int start = folded.indexOf(needle.folded);
        if (start < 0 || needle.folded.isEmpty()) {
            return Optional.empty();
        }
        int last = origins[start + needle.folded.length() - 1];
        return Optional.of(original.substring(origins[start], last + Character.charCount(original.codePointAt(last))));
    }
}
