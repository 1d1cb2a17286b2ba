package dev.reprise.query.replays;

import dev.reprise.query.rebuild.Window;
import dev.reprise.query.replays.Plan.Cutover;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One replay as it was last written down. Immutable.
///
/// @param state as its coordinator knows it; whether it was switched in is for the pointer to say
/// @param reason why it failed
/// @param generation what it builds
/// @param target where the topics ended when it was planned
/// @param compared how its result differs from the live model; absent until it was compared
record Replay(
        UUID id,
        State state,
        @Nullable String reason,
        int generation,
        Plan plan,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant endedAt,
        Map<TopicPartition, Long> target,
        Advance advance,
        @Nullable Compared compared) {

    static Replay planned(
            UUID id, int generation, Plan plan, String requestedBy, Instant now, Map<TopicPartition, Long> target) {
        return new Replay(
                id,
                State.PLANNED,
                null,
                generation,
                plan,
                requestedBy,
                now,
                null,
                null,
                null,
                target,
                Advance.NONE,
                null);
    }

    Document toDocument() {
        return new Document("_id", id.toString())
                .append("state", state.name())
                .append("generation", generation)
                .append("from", date(plan.window().from()))
                .append("until", date(plan.window().until()))
                .append("cutover", plan.cutover().name())
                .append("dryRun", plan.dryRun())
                .append("maxEventsPerSecond", plan.maxEventsPerSecond())
                .append("park", plan.park())
                .append("requestedBy", requestedBy)
                .append("createdAt", Date.from(createdAt))
                .append("target", Advance.offsets(target))
                .append("advance", advance.toDocument());
    }

    static Replay read(Document stored) {
        Document compared = stored.get("compared", Document.class);
        return new Replay(
                UUID.fromString(stored.getString("_id")),
                State.valueOf(stored.getString("state")),
                stored.getString("reason"),
                stored.getInteger("generation"),
                new Plan(
                        new Window(instant(stored, "from"), instant(stored, "until")),
                        Cutover.valueOf(stored.getString("cutover")),
                        stored.getBoolean("dryRun"),
                        stored.get("maxEventsPerSecond", Number.class).longValue(),
                        stored.getBoolean("park", false)),
                stored.getString("requestedBy"),
                stored.getDate("createdAt").toInstant(),
                instant(stored, "startedAt"),
                instant(stored, "readyAt"),
                instant(stored, "endedAt"),
                Advance.readOffsets(stored, "target"),
                Advance.read(stored.get("advance", Document.class)),
                compared == null ? null : Compared.read(compared));
    }

    private static @Nullable Date date(@Nullable Instant time) {
        return time == null ? null : Date.from(time);
    }

    private static @Nullable Instant instant(Document stored, String field) {
        Date time = stored.getDate(field);
        return time == null ? null : time.toInstant();
    }
}
