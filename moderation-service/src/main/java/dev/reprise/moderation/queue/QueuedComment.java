package dev.reprise.moderation.queue;

import dev.reprise.moderation.queue.AuthorVerdicts.Counts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A comment that waits for a moderator, as the queue shows it.
record QueuedComment(
        UUID commentId,
        UUID postId,

        @Schema(description = "Absent while this service has not heard of the post.") @Nullable
        String postTitle,

        @Schema(description = "Absent when it was written before this was kept.") @Nullable
        String authorId,

        @Schema(description = "How the author's comments were judged so far; absent with the author.") @Nullable
        Counts author,

        @Schema(description = "Absent when it was held before this was kept.") @Nullable
        String content,

        @Schema(description = "What a decision has to name.", minimum = "1")
        int revision,

        @Schema(description = "The rule that holds it.") @Nullable
        String ruleId,

        @Schema(description = "The text that the rule found.") @Nullable
        String matched,

        @Nullable String reason,
        long policyVersion,
        Instant heldAt) {}
