package dev.reprise.moderation.policy;

/// A part of a comment.
///
/// @param text as it was written
/// @param start how many characters (code points) stand before it
/// @param length in characters
public record Excerpt(String text, int start, int length) {

    /// The part between two indexes of `char`s.
    static Excerpt of(String whole, int from, int to) {
        return new Excerpt(whole.substring(from, to), whole.codePointCount(0, from), whole.codePointCount(from, to));
    }
}
