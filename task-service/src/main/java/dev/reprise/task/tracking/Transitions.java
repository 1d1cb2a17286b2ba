package dev.reprise.task.tracking;

import static dev.reprise.events.TaskStatus.ACTIVE;
import static dev.reprise.events.TaskStatus.CANCELED;
import static dev.reprise.events.TaskStatus.COMPLETED;

import dev.reprise.events.TaskStatus;
import java.util.EnumSet;
import java.util.Set;

/// Which status may follow which. Pure.
final class Transitions {

    private Transitions() {}

    /// The statuses a task may take next; never the one it has, and none once it is closed.
    static Set<TaskStatus> from(TaskStatus status) {
        return switch (status) {
            case NEW -> EnumSet.of(ACTIVE, CANCELED);
            case ACTIVE -> EnumSet.of(COMPLETED, CANCELED);
            case COMPLETED, CANCELED -> EnumSet.noneOf(TaskStatus.class);
        };
    }
}
