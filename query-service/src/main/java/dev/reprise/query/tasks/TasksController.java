package dev.reprise.query.tasks;

import dev.reprise.events.TaskStatus;
import dev.reprise.query.model.ReadModel;
import dev.reprise.query.model.TaskChange;
import dev.reprise.query.model.TaskEntry;
import dev.reprise.query.pages.Encoded;
import dev.reprise.query.pages.Pages;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Cursor;
import dev.reprise.starter.web.Limit;
import dev.reprise.starter.web.Page;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Tasks for front ends.
@Tag(name = "Tasks")
@Controller
@RequestMapping("/tasks")
class TasksController {

    private static final String LIST = "tasks";
    private static final String HISTORY = "history";

    private record TaskList(
            @Nullable TaskStatus status, @Nullable UUID after, int limit) {}

    private record HistoryPage(UUID task, long after, int limit) {}

    private final Pages pages;

    TasksController(Pages pages) {
        this.pages = pages;
    }

    @Operation(operationId = "listTasks", summary = "Lists tasks, the newest first")
    @Refuses(status = 400, code = "invalid-status", detail = "status is new, active, completed or canceled.")
    @GetMapping
    Encoded<Page<TaskView>> list(
            @Parameter(
                            description = "Those of this status alone.",
                            schema = @Schema(allowableValues = {"new", "active", "completed", "canceled"}))
                    @RequestParam(required = false)
                    @Nullable
                    String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            ReadModel model) {
        TaskList list = new TaskList(status(status), Cursor.decodeId(cursor, LIST), Limit.parse(limit, 20));
        return pages.ofTasks(model, list, () -> read(list, model));
    }

    private static Page<TaskView> read(TaskList list, ReadModel model) {
        List<TaskEntry> read = model.tasks(list.status(), list.after(), list.limit() + 1);
        return Page.of(read, list.limit(), task -> new Cursor(LIST, task.taskId()), TaskView::of);
    }

    private static @Nullable TaskStatus status(@Nullable String name) {
        return name == null
                ? null
                : TaskStatus.ofWireName(name)
                        .orElseThrow(() -> Problem.badRequest(
                                        "invalid-status", "status is new, active, completed or canceled.")
                                .exception());
    }

    @Operation(operationId = "getTask", summary = "Shows a task")
    @Refuses(status = 404, code = "task-not-found", detail = "There is no such task.")
    @GetMapping("/{id}")
    Encoded<TaskView> get(@PathVariable UUID id, ReadModel model) {
        return pages.ofTasks(model, id, () -> model.task(id).map(TaskView::of).orElseThrow(TasksController::notFound));
    }

    @Operation(
            operationId = "getTaskHistory",
            summary = "Shows who changed what of a task and when, the oldest change first")
    @Refuses(status = 404, code = "task-not-found", detail = "There is no such task.")
    @GetMapping("/{id}/history")
    Encoded<Page<TaskChangeView>> history(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            ReadModel model) {
        Cursor after = Cursor.decode(cursor, HISTORY, 1);
        HistoryPage page = new HistoryPage(id, after == null ? 0 : after.number(0), Limit.parse(limit, 50));
        return pages.ofTasks(model, page, () -> read(page, model));
    }

    private static Page<TaskChangeView> read(HistoryPage page, ReadModel model) {
        List<TaskChange> read = model.taskChanges(page.task(), page.after(), page.limit() + 1);
        if (read.isEmpty() && model.task(page.task()).isEmpty()) {
            throw notFound();
        }
        return Page.of(
                read,
                page.limit(),
                change -> new Cursor(HISTORY, List.of(Long.toString(change.version()))),
                TaskChangeView::of);
    }

    private static RuntimeException notFound() {
        return Problem.notFound("task-not-found", "There is no such task.").exception();
    }

    /// How many tasks stand in each status.
    @Operation(operationId = "countTasks", summary = "Says how many tasks stand in each status")
    @GetMapping("/summary")
    Encoded<Map<String, Long>> summary(ReadModel model) {
        return pages.ofTasks(model, "summary", () -> count(model));
    }

    private static Map<String, Long> count(ReadModel model) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (TaskStatus status : TaskStatus.values()) {
            counts.put(status.wireName(), model.countTasks(status));
        }
        return counts;
    }
}
