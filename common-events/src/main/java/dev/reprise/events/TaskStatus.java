package dev.reprise.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/// Where a task stands. Which status may follow which is task-service's rule.
public enum TaskStatus {
    @JsonProperty("new")
    NEW("new"),
    @JsonProperty("active")
    ACTIVE("active"),
    @JsonProperty("completed")
    COMPLETED("completed"),
    @JsonProperty("canceled")
    CANCELED("canceled");

    private final String wireName;

    TaskStatus(String wireName) {
        this.wireName = wireName;
    }

    /// The name in JSON and in URLs.
    public String wireName() {
        return wireName;
    }

    /// The status of that name; empty for any other text. Case matters.
    public static Optional<TaskStatus> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equals(name))
                .findFirst();
    }
}
