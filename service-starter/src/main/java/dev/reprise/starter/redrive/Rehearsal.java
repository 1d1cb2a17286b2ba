package dev.reprise.starter.redrive;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What today's code makes of the events that wait in a parked key; nothing is stored.
///
/// @param events the first thousand that wait, up to the first that would fail
/// @param complete whether these are all
record Rehearsal(
        String subscription,
        String topic,
        int partition,
        String key,

        @Schema(description = "The first thousand that wait, up to the first that would fail.")
        List<Outcome> events,

        @Schema(description = "Whether these are all that wait.")
        boolean complete) {

    /// What is known to happen to an event.
    enum Result {
        /// It can be decoded. What the handler, which writes, does with it shows only when it does.
        @JsonProperty("decodes")
        DECODES,
        /// The handler went through it without storing.
        @JsonProperty("applies")
        APPLIES,
        @JsonProperty("fails")
        FAILS
    }

    @Schema(name = "RehearsedEvent")
    record Outcome(
            long offset,
            @Nullable String type,
            @Nullable String sequence,
            Result result,
            @Nullable String reason) {}
}
