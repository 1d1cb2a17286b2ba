package dev.reprise.task.tracking;

import dev.reprise.events.TaskEvent.TaskUpdated;
import dev.reprise.events.TaskStatus;

/// What an update comes to, given the task's state.
sealed interface Decision {

    /// The task changes, and this tells of it.
    record Changed(TaskUpdated event) implements Decision {}

    /// The task reads like that already: there is nothing to write.
    record Unchanged() implements Decision {}

    /// The status may not follow the one the task has. Nothing else of the request is applied either.
    record IllegalTransition(TaskStatus from, TaskStatus to) implements Decision {}
}
