package dev.reprise.starter.redrive;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.starter.parking.EventPointer;
import dev.reprise.starter.parking.Redrive;
import dev.reprise.starter.redrive.ParkedView.PoisonView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was asked for a parked key, and what became of its events.
@Schema(name = "Redrive")
record RedriveView(
        @Schema(description = "The same for all keys that were asked for at once.")
        UUID id,

        String subscription,
        String topic,
        int partition,
        String key,
        String by,
        Instant requestedAt,
        State state,

        @Schema(description = "How many events were applied.")
        long applied,

        @Schema(description = "The first hundred of them.") List<EventView> events,

        @Schema(description = "The event that could not be applied: the key waits for it again.") @Nullable
        PoisonView stoppedBy,

        @Nullable DiscardedView discarded,
        @Nullable Instant endedAt) {

    enum State {
        @JsonProperty("requested")
        REQUESTED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("stopped")
        STOPPED
    }

    /// Where an event stands, and what its headers say it is.
    @Schema(name = "RedrivenEvent")
    record EventView(
            long offset,
            @Nullable String id,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String sequence) {

        static EventView of(EventPointer event) {
            return new EventView(event.offset(), event.id(), event.type(), event.subject(), event.sequence());
        }
    }

    @Schema(name = "DiscardedEvents")
    record DiscardedView(
            String reason,
            PoisonView first,

            @Schema(description = "The offset of the last one.")
            long lastOffset,

            long events) {

        static DiscardedView of(Redrive.Discarded discarded) {
            return new DiscardedView(
                    discarded.reason(), PoisonView.of(discarded.first()), discarded.last(), discarded.events());
        }
    }

    static RedriveView of(Redrive redrive) {
        return new RedriveView(
                redrive.id(),
                redrive.lane().subscription(),
                redrive.lane().topic(),
                redrive.lane().partition(),
                redrive.lane().key(),
                redrive.by(),
                redrive.requestedAt(),
                State.valueOf(redrive.state().name()),
                redrive.applied(),
                redrive.events().stream().map(EventView::of).toList(),
                redrive.stoppedBy() == null ? null : PoisonView.of(redrive.stoppedBy()),
                redrive.discarded() == null ? null : DiscardedView.of(redrive.discarded()),
                redrive.endedAt());
    }
}
