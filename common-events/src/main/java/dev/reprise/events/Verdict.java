package dev.reprise.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What moderation decided about one revision of a comment. Only moderation-service and comment-service know these.
public enum Verdict {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED,
    /// Waits in the queue for a moderator.
    @JsonProperty("held")
    HELD
}
