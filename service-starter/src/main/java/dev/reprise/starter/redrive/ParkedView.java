package dev.reprise.starter.redrive;

import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.ParkedKey;
import dev.reprise.starter.parking.Poison;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A parked key as it is answered.
@Schema(name = "ParkedKey")
record ParkedView(
        String subscription,
        String topic,
        int partition,

        @Schema(description = "The records' key; `none` for records whose key is no id.")
        String key,

        PoisonView stoppedBy,

        @Schema(description = "How many events wait, the one that stopped the key included.")
        long events,

        @Schema(description = "The offset of the last one that waits.")
        long lastOffset,

        Instant parkedAt,

        @Schema(description = "The redrive that is under way.") @Nullable
        UUID redrive) {

    /// An event that could not be applied.
    @Schema(name = "PoisonEvent")
    record PoisonView(
            long offset,
            @Nullable String id,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String sequence,
            String reason,
            Instant firstFailure,
            int attempts) {

        static PoisonView of(Poison poison) {
            EventPointer event = poison.event();
            return new PoisonView(
                    event.offset(),
                    event.id(),
                    event.type(),
                    event.subject(),
                    event.sequence(),
                    poison.reason(),
                    poison.firstFailure(),
                    poison.attempts());
        }
    }

    static ParkedView of(ParkedKey key) {
        ParkedKey.Order order = key.order();
        return new ParkedView(
                key.lane().subscription(),
                key.lane().topic(),
                key.lane().partition(),
                key.lane().key(),
                PoisonView.of(key.poison()),
                key.events(),
                key.last(),
                key.parkedAt(),
                order == null ? null : order.redrive());
    }
}
