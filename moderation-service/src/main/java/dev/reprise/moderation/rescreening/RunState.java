package dev.reprise.moderation.rescreening;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How far a run is.
enum RunState {
    /// Runs before it are at work.
    @JsonProperty("waiting")
    WAITING,
    /// At work, or to be gone on with.
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    /// `reason` says why.
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("canceled")
    CANCELED,
    /// Another policy was put in force while a rescreen was at work; what it has written stays.
    @JsonProperty("superseded")
    SUPERSEDED;

    boolean isUnderWay() {
        return this == WAITING || this == RUNNING;
    }
}
