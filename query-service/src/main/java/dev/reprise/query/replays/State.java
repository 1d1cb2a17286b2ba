package dev.reprise.query.replays;

import com.fasterxml.jackson.annotation.JsonValue;

/// Where a replay stands: `planned → replaying → catching-up → ready → live → rolled-back`, and from any of the
/// first four `canceled` or `failed`.
enum State {
    /// Its target is frozen; no instance has begun.
    PLANNED("planned"),
    /// Folds history up to the target.
    REPLAYING("replaying"),
    /// Follows the head and has not reached it, or is being compared.
    CATCHING_UP("catching-up"),
    /// At the head and compared; or, for a part of history, complete.
    READY("ready"),
    /// Was switched in.
    LIVE("live"),
    CANCELED("canceled"),
    FAILED("failed"),
    ROLLED_BACK("rolled-back");

    private final String wireName;

    State(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }

    /// Whether somebody still has to work on it or decide about it.
    boolean isUnderWay() {
        return switch (this) {
            case PLANNED, REPLAYING, CATCHING_UP, READY -> true;
            case LIVE, CANCELED, FAILED, ROLLED_BACK -> false;
        };
    }
}
