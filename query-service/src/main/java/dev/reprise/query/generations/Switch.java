package dev.reprise.query.generations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The record of one switch of the live generation.
///
/// @param by who asked for it; `reprise` for an automatic one
/// @param replay what built the generation that came or went
/// @param diff how the new generation differed from the live one when they were compared
public record Switch(
        Instant at,
        String by,
        Kind kind,
        int from,
        int to,
        UUID replay,
        @Nullable DifferenceCounts diff) {

    /// Which way it went.
    public enum Kind {
        @JsonProperty("cutover")
        CUTOVER,
        @JsonProperty("rollback")
        ROLLBACK
    }

    Document toDocument() {
        return new Document("at", Date.from(at))
                .append("by", by)
                .append("kind", kind.name())
                .append("from", from)
                .append("to", to)
                .append("replay", replay.toString())
                .append("diff", diff == null ? null : diff.toDocument());
    }

    static Switch read(Document stored) {
        Document diff = stored.get("diff", Document.class);
        return new Switch(
                stored.getDate("at").toInstant(),
                stored.getString("by"),
                Kind.valueOf(stored.getString("kind")),
                stored.getInteger("from"),
                stored.getInteger("to"),
                UUID.fromString(stored.getString("replay")),
                diff == null ? null : DifferenceCounts.read(diff));
    }
}
