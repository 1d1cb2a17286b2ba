package dev.reprise.query.model;

/// Estimates what entries take in memory. Rough on purpose: it decides when to flush, not whether.
final class Footprint {

    /// A record with its ids and times, and its places in the maps of a [WorkingSet].
    static final int ENTRY = 480;

    private static final int STRING = 48;

    private Footprint() {}

    static int of(String text) {
        return STRING + text.length();
    }
}
