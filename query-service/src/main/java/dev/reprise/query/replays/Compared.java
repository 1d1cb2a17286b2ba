package dev.reprise.query.replays;

import dev.reprise.query.generations.DifferenceCounts;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/// The result of comparing a generation with the live one.
///
/// @param compared how many documents were looked at, those of both counted once
/// @param listed how many of the differences are kept, see [Differences]
record Compared(DifferenceCounts counts, long compared, long listed, int live, Instant at) {

    Document toDocument() {
        return new Document("counts", counts.toDocument())
                .append("compared", compared)
                .append("listed", listed)
                .append("live", live)
                .append("at", Date.from(at));
    }

    static Compared read(Document stored) {
        return new Compared(
                DifferenceCounts.read(stored.get("counts", Document.class)),
                stored.get("compared", Number.class).longValue(),
                stored.get("listed", Number.class).longValue(),
                stored.getInteger("live"),
                stored.getDate("at").toInstant());
    }
}
