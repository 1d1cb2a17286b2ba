package dev.reprise.task.tracking;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.TaskEvent.TaskCreated;
import dev.reprise.events.Topic;
import dev.reprise.starter.aggregate.Aggregate;
import dev.reprise.starter.aggregate.AggregateStore;
import dev.reprise.starter.aggregate.Cause;
import dev.reprise.starter.web.Caller;
import dev.reprise.starter.web.FieldError;
import dev.reprise.starter.web.IdempotencyKeys;
import dev.reprise.starter.web.IdempotencyKeys.Claim;
import dev.reprise.starter.web.IfMatch;
import dev.reprise.starter.web.Written;
import dev.reprise.task.tracking.TaskRequests.CreateTask;
import dev.reprise.task.tracking.TaskRequests.UpdateTask;
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

    @PutMapping
    ResponseEntity<TaskAnswer> create(
            @RequestBody CreateTask request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            Caller caller) {
        FieldError.throwIfAny(request.checks());
        Claim claim = idempotencyKeys.claim(key, caller, "PUT /v1/tasks", request);
        TaskCreated created = request.decide(claim.id(), claim.at());
        Task task = Task.opened(created);
        tasks.create(claim.id(), task, created, Cause.request());
        return Written.created("/v1/tasks/" + claim.id(), token(claim.id(), 1), TaskAnswer.of(claim.id(), 1, task));
    }

    @GetMapping("/{id}")
    ResponseEntity<TaskAnswer> get(@PathVariable UUID id) {
        Aggregate<Task> task = updates.existing(id);
        return ResponseEntity.ok().eTag(IfMatch.etag(task.version())).body(TaskAnswer.of(task));
    }

    @PostMapping("/{id}")
    ResponseEntity<TaskAnswer> update(@PathVariable UUID id, @RequestBody UpdateTask request, IfMatch ifMatch) {
        Aggregate<Task> task = updates.apply(id, request, ifMatch);
        return Written.changed(token(id, task.version()), TaskAnswer.of(task));
    }

    private static ConsistencyToken token(UUID taskId, long version) {
        return new ConsistencyToken(Topic.TASKS, taskId, taskId, version);
    }
}
