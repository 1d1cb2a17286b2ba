package dev.reprise.starter.web;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a text field may hold. Pure and thread-safe. Lengths are in characters (Unicode code points) of the
/// text in NFC, the form in which it is stored; blank is empty.
///
/// @param field its name in JSON
/// @param least 0 when it may be empty or absent, else 1
/// @param most characters
public record TextRule(String field, int least, int most) {

    /// The text to store: in NFC, else as written; a blank one is empty.
    public static String normalized(@Nullable String text) {
        return text == null || text.isBlank() ? "" : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /// What is wrong with the text, for people; empty when nothing is.
    public Optional<FieldError> check(@Nullable String text) {
        String stored = normalized(text);
        int length = stored.codePointCount(0, stored.length());
        if (length < least) {
            return Optional.of(new FieldError(field, "must not be empty"));
        }
        if (length > most) {
            return Optional.of(new FieldError(field, "must have at most %d characters".formatted(most)));
        }
        if (!isUnicode(stored)) {
            return Optional.of(new FieldError(field, "must be valid Unicode"));
        }
        return Optional.empty();
    }

    /// Whether a text is valid Unicode, without half of a surrogate pair, which no database keeps as it is.
    public static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
