package dev.reprise.query.generations;

import org.bson.Document;

/// How a generation differs from the live one.
///
/// @param missing documents that only the new generation has
/// @param extra documents that only the live one has
/// @param changed documents that both have, and that differ
public record DifferenceCounts(long missing, long extra, long changed) {

    public boolean any() {
        return missing + extra + changed > 0;
    }

    public Document toDocument() {
        return new Document("missing", missing).append("extra", extra).append("changed", changed);
    }

    public static DifferenceCounts read(Document stored) {
        return new DifferenceCounts(
                stored.get("missing", Number.class).longValue(),
                stored.get("extra", Number.class).longValue(),
                stored.get("changed", Number.class).longValue());
    }
}
