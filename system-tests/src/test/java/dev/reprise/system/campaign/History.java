package dev.reprise.system.campaign;

import dev.reprise.events.ConsistencyToken;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that clients asked for in one run, and what they were told. Reads that were not answered are left out.
record History(List<Write> writes, List<Read> reads) {

    /// What a client knows of a request.
    enum Outcome {
        /// 2xx: it happened.
        ACKNOWLEDGED,
        /// 4xx: it did not happen, and never will.
        REFUSED,
        /// No answer, or 5xx: it may have happened, or happen still.
        UNKNOWN
    }

    enum Kind {
        CREATE_POST,
        EDIT_POST,
        DELETE_POST,
        CREATE_COMMENT,
        EDIT_COMMENT,
        DELETE_COMMENT,
        CREATE_TASK,
        UPDATE_TASK
    }

    /// One request of a write.
    ///
    /// @param status 0 when there was no answer
    /// @param token of the write; there is one if, and only if, it was acknowledged
    record Attempt(Outcome outcome, int status, @Nullable ConsistencyToken token) {}

    /// One write, with everything that was sent for it: several requests only under one idempotency key.
    ///
    /// @param name tells it from every other, e.g. `client 3, operation 17`
    /// @param text what it writes, which no other writes; empty for a deletion
    /// @param target what it changes; null for what is created
    record Write(
            String name, Kind kind, String text, @Nullable UUID target, List<Attempt> attempts) {

        /// Acknowledged when any request was, refused when every one was.
        Outcome outcome() {
            List<Outcome> outcomes = attempts.stream().map(Attempt::outcome).toList();
            if (outcomes.contains(Outcome.ACKNOWLEDGED)) {
                return Outcome.ACKNOWLEDGED;
            }
            return outcomes.contains(Outcome.UNKNOWN) ? Outcome.UNKNOWN : Outcome.REFUSED;
        }

        /// The places of what was acknowledged: one, unless one write was taken for two.
        List<ConsistencyToken> acknowledged() {
            return attempts.stream()
                    .flatMap(attempt -> Stream.ofNullable(attempt.token()))
                    .distinct()
                    .toList();
        }
    }

    /// A post, comment or task as an answer showed it.
    ///
    /// @param text title, content or name
    /// @param status a comment's or task's; empty for a post
    record Seen(UUID id, long version, String author, String text, String status) {}

    /// How what is shown is ordered, so that it is known what a page has to have.
    enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /// One answered read.
    ///
    /// @param reader who read; `anonymous` for nobody
    /// @param token the write that had to be visible; null for a plain read
    /// @param isWhole whether there was no further page
    /// @param shown what the answer was about; empty when it was not found
    /// @param comments every comment that stood in the answer
    record Read(
            String name,
            String reader,
            @Nullable ConsistencyToken token,
            Order order,
            boolean isWhole,
            List<Seen> shown,
            List<Seen> comments) {}
}
