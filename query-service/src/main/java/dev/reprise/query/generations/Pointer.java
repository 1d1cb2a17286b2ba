package dev.reprise.query.generations;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What is served, as one document says it. Immutable.
///
/// @param live the generation that is served
/// @param since when it became that
/// @param previous the one before, which goes on following so that a rollback is one write; absent when it is gone
/// @param candidate what a replay is building; there is one at a time
/// @param kept models of a part of history, for looking back
/// @param last the highest generation there has been; numbers are never used again
/// @param switches every cutover and rollback, the oldest first
public record Pointer(
        int live,
        Instant since,
        @Nullable Previous previous,
        @Nullable Candidate candidate,
        List<Integer> kept,
        int last,
        List<Switch> switches) {

    /// @param until when it is dropped
    public record Previous(int generation, Instant until) {}

    /// @param following whether it is followed like the live one, because its history has been folded
    public record Candidate(int generation, UUID replay, boolean following, Instant since) {}

    /// The generations that are kept at the head.
    public Set<Integer> followed() {
        Set<Integer> followed = new HashSet<>(Set.of(live));
        if (previous != null) {
            followed.add(previous.generation());
        }
        if (candidate != null && candidate.following()) {
            followed.add(candidate.generation());
        }
        return followed;
    }

    /// The generations that may not be dropped.
    public Set<Integer> known() {
        Set<Integer> known = new HashSet<>(followed());
        if (candidate != null) {
            known.add(candidate.generation());
        }
        known.addAll(kept);
        return known;
    }

    static Pointer read(Document stored) {
        Document previous = stored.get("previous", Document.class);
        Document candidate = stored.get("candidate", Document.class);
        return new Pointer(
                stored.getInteger("live"),
                stored.getDate("since").toInstant(),
                previous == null
                        ? null
                        : new Previous(
                                previous.getInteger("generation"),
                                previous.getDate("until").toInstant()),
                candidate == null
                        ? null
                        : new Candidate(
                                candidate.getInteger("generation"),
                                UUID.fromString(candidate.getString("replay")),
                                candidate.getBoolean("following"),
                                candidate.getDate("since").toInstant()),
                stored.getList("kept", Integer.class),
                stored.getInteger("last"),
                stored.getList("switches", Document.class).stream()
                        .map(Switch::read)
                        .toList());
    }
}
