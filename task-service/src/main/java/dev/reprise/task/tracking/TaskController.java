package dev.reprise.task.tracking;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IdempotencyKeys.Claim;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Written;
import dev.reprise.task.tracking.TaskRequests.CreateTask;
import dev.reprise.task.tracking.TaskRequests.UpdateTask;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The write side of tasks. Reads here come from this service's own store; front ends read from query-service.
@Tag(name = "Tasks")
@RestController
@RequestMapping(path = "/v1/tasks", produces = MediaType.APPLICATION_JSON_VALUE)
class TaskController {

    private final AggregateStore<Task> tasks;
    private final TaskUpdates updates;
    private final IdempotencyKeys idempotencyKeys;

    TaskController(AggregateStore<Task> tasks, TaskUpdates updates, IdempotencyKeys idempotencyKeys) {
        this.tasks = tasks;
        this.updates = updates;
        this.idempotencyKeys = idempotencyKeys;
    }

    @Operation(operationId = "createTask", summary = "Writes a task down")
    @PutMapping
    ResponseEntity<TaskAnswer> create(
            @RequestBody CreateTask request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            Caller caller) {
        FieldError.throwIfAny(request.checks());
        Claim claim = idempotencyKeys.claim(key, caller, "PUT /v1/tasks", request);
        TaskCreated created = request.decide(claim.id(), claim.at(), changedBy(caller));
        Task task = Task.opened(created);
        tasks.create(claim.id(), task, created, Cause.request());
        return Written.created("/v1/tasks/" + claim.id(), token(claim.id(), 1), TaskAnswer.of(claim.id(), 1, task));
    }

    @Operation(operationId = "getTask", summary = "Shows a task as this service keeps it")
    @Refuses(status = 404, code = "task-not-found", detail = "There is no such task.")
    @GetMapping("/{id}")
    ResponseEntity<TaskAnswer> get(@PathVariable UUID id) {
        Aggregate<Task> task = updates.existing(id);
        return ResponseEntity.ok().eTag(IfMatch.etag(task.version())).body(TaskAnswer.of(task));
    }

    @Operation(
            operationId = "updateTask",
            summary = "Changes a task",
            description = "What is left out stays as it is; a blank description takes the description away. The status"
                    + " goes from new to active or canceled, and from active to completed or canceled. Without"
                    + " `If-Match` the change is tried again after changes of others, up to three times.")
    @Refuses(status = 404, code = "task-not-found", detail = "There is no such task.")
    @Refuses(
            status = 400,
            code = "nothing-to-update",
            detail = "Send a name, a description, a status or several of them.")
    @Refuses(status = 400, code = "invalid-status", detail = "A status is one of: new, active, completed, canceled.")
    @Refuses(
            status = 409,
            code = "invalid-transition",
            detail = "The task is completed: its status can't change any more.",
            extras = "{\"from\":\"completed\",\"to\":\"active\"}")
    @Refuses(
            status = 409,
            code = "concurrent-update",
            detail = "Others kept changing the task meanwhile: try it again.")
    @PostMapping("/{id}")
    ResponseEntity<TaskAnswer> update(
            @PathVariable UUID id, @RequestBody UpdateTask request, IfMatch ifMatch, Caller caller) {
        Aggregate<Task> task = updates.apply(id, request, ifMatch, changedBy(caller));
        return Written.changed(token(id, task.version()), TaskAnswer.of(task));
    }

    private static @Nullable String changedBy(Caller caller) {
        return caller.isAnonymous() ? null : caller.id();
    }

    private static ConsistencyToken token(UUID taskId, long version) {
        return new ConsistencyToken(Topic.TASKS, taskId, taskId, version);
    }
}
