package dev.reprise.task.tracking;

import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Problems;
import dev.reprise.task.tracking.Decision.Changed;
import dev.reprise.task.tracking.Decision.IllegalTransition;
import dev.reprise.task.tracking.Decision.Unchanged;
import dev.reprise.task.tracking.TaskRequests.UpdateTask;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Changes tasks that others may be changing at the same time. Thread-safe, also between instances: every change
/// is decided on the state that it replaces.
final class TaskUpdates {

    /// How often an update that named no version is decided anew after a concurrent change.
    static final int RETRIES = 3;

    private final AggregateStore<Task> tasks;
    private final InstantSource clock;

    TaskUpdates(AggregateStore<Task> tasks, InstantSource clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /// The task of that id.
    ///
    /// @throws dev.reprise.starter.web.ProblemException 404 `task-not-found`
    Aggregate<Task> existing(UUID id) {
        return tasks.find(id).orElseThrow(() -> TaskProblems.notFound().exception());
    }

    /// The task after the update. One that changes nothing writes nothing.
    ///
    /// @param changedBy absent when they did not say who they are
    /// @throws dev.reprise.starter.web.ProblemException 404 for an unknown task, then 400 for what can't be asked
    ///     of any task, 412 when `ifMatch` names another version, 409 when the task's status forbids it or others
    ///     were always faster
    Aggregate<Task> apply(UUID id, UpdateTask request, IfMatch ifMatch, @Nullable String changedBy) {
        Aggregate<Task> task = existing(id);
        refuseMalformed(request);
        int retries = ifMatch.present() ? 0 : RETRIES;
        for (int retry = 0; retry <= retries; retry++) {
            Aggregate<Task> seen = retry == 0 ? task : existing(id);
            if (!ifMatch.admits(seen.version())) {
                throw Problems.preconditionFailed().exception();
            }
            switch (request.decide(id, seen.state(), clock.instant(), changedBy)) {
                case IllegalTransition refused ->
                    throw TaskProblems.illegalTransition(refused).exception();
                case Unchanged _ -> {
                    return seen;
                }
                case Changed changed -> {
                    Task state = seen.state().after(changed.event());
                    if (tasks.replace(seen, state, changed.event(), Cause.request())) {
                        return new Aggregate<>(id, seen.version() + 1, seen.edition() + 1, state);
                    }
                }
            }
        }
        throw (ifMatch.present() ? Problems.preconditionFailed() : TaskProblems.concurrentUpdate()).exception();
    }

    private static void refuseMalformed(UpdateTask request) {
        if (request.isEmpty()) {
            throw TaskProblems.nothingToUpdate().exception();
        }
        FieldError.throwIfAny(request.checks());
        if (request.namesUnknownStatus()) {
            throw TaskProblems.unknownStatus().exception();
        }
    }
}
