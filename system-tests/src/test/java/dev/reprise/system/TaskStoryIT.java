package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A person's day with tasks.
@ExtendWith(OneSystem.class)
class TaskStoryIT {

    private final Api api;

    TaskStoryIT(Api api) {
        this.api = api;
    }

    @Test
    void tasks_are_created_moved_on_refused_listed_and_counted() {
        JsonNode before = api.read("/tasks/summary").send().expect(200).json();
        Answer created = api.creatingTask(Map.of("name", "Write the report", "description", "By noon"))
                .send()
                .expect(201);
        JsonNode task = created.json().path("task");
        UUID report = UUID.fromString(task.path("id").asString());
        assertThat(created.json().path("success").asBoolean()).isTrue();
        assertThat(created.header("Location")).isEqualTo("/v1/tasks/" + report);
        assertThat(task.path("status").asString()).isEqualTo("new");
        assertThat(task.path("description").asString()).isEqualTo("By noon");
        assertThat(task.path("version").asInt()).isEqualTo(1);
        UUID walk = id(api.creatingTask(Map.of("name", "Go for a walk")).send().expect(201));

        refused(report, "completed", "invalid-transition");
        Answer active = moved(report, "active");
        refused(report, "new", "invalid-transition");
        refused(report, "active", "invalid-transition");
        Answer renamed = api.updatingTask(report, Map.of("name", "Write the short report", "description", " "))
                .ifMatch(active.etag())
                .send()
                .expect(200);
        assertThat(renamed.json().path("task").has("description")).isFalse();
        api.updatingTask(report, Map.of("name", "Too late"))
                .ifMatch(active.etag())
                .send()
                .expectProblem(412, "stale-version");
        Answer completed = moved(report, "completed");
        refused(report, "canceled", "invalid-transition");
        Answer canceled = moved(walk, "canceled");
        refused(walk, "active", "invalid-transition");

        assertThat(status(report, completed)).isEqualTo("completed");
        assertThat(status(walk, canceled)).isEqualTo("canceled");
        JsonNode shown = api.read("/tasks/" + report).send().expect(200).json();
        assertThat(shown.path("name").asString()).isEqualTo("Write the short report");
        assertThat(shown.path("version").asInt()).isEqualTo(4);
        assertThat(ids("completed")).contains(report.toString()).doesNotContain(walk.toString());
        assertThat(ids("canceled")).contains(walk.toString()).doesNotContain(report.toString());
        assertThat(ids("new")).doesNotContain(report.toString(), walk.toString());
        JsonNode after = api.read("/tasks/summary").send().expect(200).json();
        assertThat(more(before, after, "completed")).isEqualTo(1);
        assertThat(more(before, after, "canceled")).isEqualTo(1);
        assertThat(more(before, after, "new")).isZero();
        assertThat(more(before, after, "active")).isZero();
        assertThat(Call.get(api.url(RunningSystem.TASK, "/v1/tasks/" + report))
                        .send()
                        .expect(200)
                        .etag())
                .isEqualTo("\"4\"");
    }

    @Test
    void the_history_of_a_task_tells_who_changed_what_and_when() {
        Answer created = api.creatingTask(Map.of("name", "Bake", "description", "Rye"))
                .as("ada")
                .send()
                .expect(201);
        UUID task = id(created);
        api.updatingTask(task, Map.of("status", "active")).as("grace").send().expect(200);
        api.updatingTask(task, Map.of("name", "Bake", "description", " "))
                .send()
                .expect(200);
        Answer last = api.updatingTask(task, Map.of("status", "completed", "name", "Baked"))
                .as("ada")
                .send()
                .expect(200);
        assertThat(status(task, last)).isEqualTo("completed");

        List<JsonNode> changes = api.all("/tasks/" + task + "/history?limit=3");

        assertThat(changes).extracting(change -> change.path("version").asInt()).containsExactly(1, 2, 3, 4);
        assertThat(changes)
                .extracting(change -> change.path("changedBy").asString(""))
                .containsExactly("ada", "grace", "", "ada");
        assertThat(changes)
                .extracting(change -> change.path("changed").toString())
                .containsExactly(
                        "[\"name\",\"description\",\"status\"]",
                        "[\"status\"]",
                        "[\"description\"]",
                        "[\"name\",\"status\"]");
        assertThat(changes.get(1).path("status").asString()).isEqualTo("active");
        assertThat(changes.get(2).has("description")).isFalse();
        assertThat(changes.getFirst().path("changedAt"))
                .isEqualTo(created.json().path("task").path("createdAt"));
        assertThat(changes.getLast().path("changedAt"))
                .isEqualTo(last.json().path("task").path("updatedAt"));
        api.read("/tasks/" + UUID.randomUUID() + "/history").send().expectProblem(404, "task-not-found");
    }

    private Answer moved(UUID taskId, String status) {
        Answer answer =
                api.updatingTask(taskId, Map.of("status", status)).send().expect(200);
        assertThat(answer.json().path("task").path("status").asString()).isEqualTo(status);
        return answer;
    }

    private void refused(UUID taskId, String status, String code) {
        Answer answer =
                api.updatingTask(taskId, Map.of("status", status)).send().expectProblem(409, code);
        assertThat(answer.json().path("success").asBoolean(true)).isFalse();
    }

    private String status(UUID taskId, Answer write) {
        return api.read("/tasks/" + taskId + "?wait=10000")
                .seeing(write.token())
                .send()
                .expect(200)
                .json()
                .path("status")
                .asString();
    }

    private List<String> ids(String status) {
        return Api.texts(api.all("/tasks?limit=100&status=" + status), "id");
    }

    private static UUID id(Answer created) {
        return UUID.fromString(created.json().path("task").path("id").asString());
    }

    private static long more(JsonNode before, JsonNode after, String status) {
        return after.path(status).asLong() - before.path(status).asLong();
    }
}
