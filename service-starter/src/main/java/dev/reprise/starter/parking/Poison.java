package dev.reprise.starter.parking;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/// An event that could not be applied.
///
/// @param reason at most 500 characters; an exception's message may be in it, so it is for operators
/// @param attempts how often it was tried
public record Poison(EventPointer event, String reason, Instant firstFailure, int attempts) {

    private static final int MOST_CHARACTERS = 500;

    public Poison {
        reason = reason.length() > MOST_CHARACTERS ? reason.substring(0, MOST_CHARACTERS) : reason;
    }

    Document toDocument() {
        return event.toDocument()
                .append("reason", reason)
                .append("firstFailure", Date.from(firstFailure))
                .append("attempts", attempts);
    }

    static Poison read(Document stored) {
        return new Poison(
                EventPointer.read(stored),
                stored.getString("reason"),
                stored.getDate("firstFailure").toInstant(),
                stored.getInteger("attempts"));
    }
}
