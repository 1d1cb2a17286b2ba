package dev.reprise.query.tasks;

import dev.reprise.events.TaskStatus;
import dev.reprise.query.model.ReadModel;
import dev.reprise.query.model.TaskEntry;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tasks for front ends.
@RestController
@RequestMapping("/tasks")
class TasksController {

    private static final String LIST = "tasks";

    record TaskView(
            UUID id,
            String name,
            @Nullable String description,
            String status,
            long version,
            Instant createdAt,
            Instant updatedAt) {

        static TaskView of(TaskEntry task) {
            return new TaskView(
                    task.taskId(),
                    task.name(),
                    task.description(),
                    task.status().wireName(),
                    task.version(),
                    task.createdAt(),
                    task.updatedAt());
        }
    }

    private final ReadModel model;

    TasksController(ReadModel model) {
        this.model = model;
    }

    @GetMapping
    Page<TaskView> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Limit.parse(limit, 20);
        List<TaskEntry> read = model.tasks(status(status), Cursor.decodeId(cursor, LIST), most + 1);
        return Page.of(read, most, task -> new Cursor(LIST, task.taskId()), TaskView::of);
    }

    private static @Nullable TaskStatus status(@Nullable String name) {
        return name == null
                ? null
                : TaskStatus.ofWireName(name)
                        .orElseThrow(() -> Problem.badRequest(
                                        "invalid-status", "status is new, active, completed or canceled.")
                                .exception());
    }

    @GetMapping("/{id}")
    TaskView get(@PathVariable UUID id) {
        return model.task(id)
                .map(TaskView::of)
                .orElseThrow(() -> Problem.notFound("task-not-found", "There is no such task.")
                        .exception());
    }

    /// How many tasks stand in each status.
    @GetMapping("/summary")
    Map<String, Long> summary() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TaskStatus status : TaskStatus.values()) {
            counts.put(status.wireName(), model.countTasks(status));
        }
        return counts;
    }
}
