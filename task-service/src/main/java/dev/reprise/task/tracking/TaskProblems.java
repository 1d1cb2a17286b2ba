package dev.reprise.task.tracking;

import static java.util.stream.Collectors.joining;

import dev.reprise.events.TaskStatus;
import dev.reprise.starter.web.Problem;
import dev.reprise.task.tracking.Decision.IllegalTransition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpStatus;

/// The problems that only tasks have, and their codes.
final class TaskProblems {

    private TaskProblems() {}

    static Problem notFound() {
        return Problem.notFound("task-not-found", "There is no such task.");
    }

    static Problem nothingToUpdate() {
        return Problem.badRequest("nothing-to-update", "Send a name, a description, a status or several of them.");
    }

    static Problem unknownStatus() {
        List<TaskStatus> all = Arrays.asList(TaskStatus.values());
        return Problem.badRequest("invalid-status", "A status is one of: %s.".formatted(names(all)));
    }

    static Problem illegalTransition(IllegalTransition refused) {
        Collection<TaskStatus> allowed = Transitions.from(refused.from());
        String next = allowed.isEmpty() ? "can't change any more" : "can become " + names(allowed);
        return new Problem(
                        HttpStatus.CONFLICT,
                        "invalid-transition",
                        "The task is %s: its status %s."
                                .formatted(refused.from().wireName(), next))
                .with("from", refused.from().wireName())
                .with("to", refused.to().wireName());
    }

    static Problem concurrentUpdate() {
        return new Problem(
                HttpStatus.CONFLICT, "concurrent-update", "Others kept changing the task meanwhile: try it again.");
    }

    private static String names(Collection<TaskStatus> statuses) {
        return statuses.stream().map(TaskStatus::wireName).collect(joining(", "));
    }
}
