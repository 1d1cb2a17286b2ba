package dev.reprise.starter.redrive;

import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// How to redrive.
record RedriveRequest(
        @Schema(minimum = "10", maximum = "5000", defaultValue = "1000", description = "Each instance applies no more.")
        @Nullable
        Integer eventsPerSecond) {

    static final int DEFAULT = 1_000;
    private static final int LEAST = 10;
    private static final int MOST = 5_000;

    static int rate(@Nullable RedriveRequest request) {
        int rate = request == null || request.eventsPerSecond() == null ? DEFAULT : request.eventsPerSecond();
        if (rate < LEAST || rate > MOST) {
            throw Problem.badRequest("invalid-rate", "eventsPerSecond is a whole number from 10 to 5000.")
                    .exception();
        }
        return rate;
    }
}
