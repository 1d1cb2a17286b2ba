package dev.reprise.events;

/// Where in a comment something stands, in characters (Unicode code points).
///
/// @param start how many characters stand before it
/// @param length at least 1
public record MatchedAt(int start, int length) {}
