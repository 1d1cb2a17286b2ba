package dev.reprise.query.tasks;

import dev.reprise.events.TaskStatus;
import dev.reprise.query.model.TaskChange;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One change of a task as front ends read it.
record TaskChangeView(
        @Schema(description = "The task's version after it.", minimum = "1")
        long version,

        Instant changedAt,

        @Schema(description = "Absent when they did not say who they are.") @Nullable
        String changedBy,

        @ArraySchema(
                arraySchema = @Schema(description = "What is not as it was before; all there is, of the first one."),
                schema = @Schema(allowableValues = {"name", "description", "status"}))
        List<String> changed,

        @Schema(description = "The new one; absent when it stayed.") @Nullable
        String name,

        @Schema(description = "The new one; absent when it stayed or was taken away.") @Nullable
        String description,

        @Schema(description = "The new one; absent when it stayed.") @Nullable
        TaskStatus status) {

    static TaskChangeView of(TaskChange change) {
        return new TaskChangeView(
                change.version(),
                change.changedAt(),
                change.changedBy(),
                change.changed(),
                change.name(),
                change.description(),
                change.status());
    }
}
