package dev.reprise.task;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofInputStream;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Ids;
import dev.reprise.events.Topic;
import dev.reprise.task.RunningTaskService.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TaskServiceExtension.class)
class TaskHttpTest {

    private final RunningTaskService service;

    TaskHttpTest(RunningTaskService service) {
        this.service = service;
    }

    @Test
    void a_task_is_opened_new() throws Exception {
        Answer created = service.put("{\"name\": \"Bake\", \"description\": \"Rye\"}");

        UUID id = created.taskId();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).contains("/v1/tasks/" + id);
        assertThat(created.header("ETag")).contains("\"1\"");
        assertThat(created.header(ConsistencyToken.HEADER).flatMap(ConsistencyToken::decode))
                .contains(new ConsistencyToken(Topic.TASKS, id, id, 1));
        assertThat(created.body().path("success").booleanValue()).isTrue();
        assertThat(created.task().propertyNames())
                .containsExactlyInAnyOrder("id", "name", "description", "status", "createdAt", "updatedAt", "version");
        assertThat(created.task().path("name").asString()).isEqualTo("Bake");
        assertThat(created.task().path("description").asString()).isEqualTo("Rye");
        assertThat(created.task().path("status").asString()).isEqualTo("new");
        assertThat(created.task().path("version").asLong()).isEqualTo(1);
        assertThat(Instant.parse(created.task().path("createdAt").asString()))
                .isEqualTo(Instant.parse(created.task().path("updatedAt").asString()));
    }

    @Test
    void a_task_reads_as_it_was_answered() throws Exception {
        Answer created = service.put("{\"name\": \"Bake\"}");

        Answer read = service.get("/v1/tasks/" + created.taskId());

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).contains("\"1\"");
        assertThat(read.body()).isEqualTo(created.body());
    }

    @Test
    void the_same_idempotency_key_opens_one_task() throws Exception {
        String key = Ids.next().toString();
        Answer first = service.put("{\"name\": \"Bake\"}", "Idempotency-Key", key);
        Answer again = service.put("{\"name\": \"Bake\"}", "Idempotency-Key", key);
        Answer other = service.put("{\"name\": \"Cook\"}", "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertRefused(other, 422, "idempotency-key-reused");
    }

    @Test
    void an_update_answers_the_next_version() throws Exception {
        UUID id = opened();

        Answer active = service.post(id, "{\"status\": \"active\", \"name\": \"Bake bread\"}", "If-Match", "\"1\"");

        assertThat(active.status()).isEqualTo(200);
        assertThat(active.header("ETag")).contains("\"2\"");
        assertThat(active.header(ConsistencyToken.HEADER).flatMap(ConsistencyToken::decode))
                .contains(new ConsistencyToken(Topic.TASKS, id, id, 2));
        assertThat(active.body().path("success").booleanValue()).isTrue();
        assertThat(active.task().path("status").asString()).isEqualTo("active");
        assertThat(active.task().path("name").asString()).isEqualTo("Bake bread");
        assertThat(service.get("/v1/tasks/" + id).body()).isEqualTo(active.body());
    }

    @Test
    void an_update_that_changes_nothing_leaves_the_version() throws Exception {
        UUID id = opened();

        Answer same = service.post(id, "{\"name\": \"Bake\"}");

        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).contains("\"1\"");
    }

    @Test
    void a_status_that_may_not_follow_is_refused() throws Exception {
        UUID id = opened();

        Answer skipped = service.post(id, "{\"status\": \"completed\", \"name\": \"Done\"}");

        assertRefused(skipped, 409, "invalid-transition");
        assertThat(skipped.body().path("from").asString()).isEqualTo("new");
        assertThat(skipped.body().path("to").asString()).isEqualTo("completed");
        assertRefused(service.post(id, "{\"status\": \"new\"}"), 409, "invalid-transition");
        assertThat(service.get("/v1/tasks/" + id).task().path("name").asString())
                .isEqualTo("Bake");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                       | nothing-to-update
        {"name": null, "status": null}           | nothing-to-update
        {"status": "done"}                       | invalid-status
        {"status": ""}                           | invalid-status
        {"status": 1}                            | wrong-type
        {"status": true}                         | wrong-type
        {"status": ["active"]}                   | wrong-type
        {"name": " "}                            | invalid-field
        {"name": 7}                              | wrong-type
        {"name": "Bake", "version": 9}           | unknown-field
        {"name": "Bake", "name": "Cook"}         | malformed-json
        {"name":                                 | malformed-json
        null                                     | malformed-json
        """)
    void an_update_that_can_not_be_understood_is_refused(String body, String code) throws Exception {
        assertRefused(service.post(opened(), body), 400, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                       | invalid-field
        {"name": ""}                             | invalid-field
        {"name": "Bake", "status": "active"}     | unknown-field
        {"name": {"first": "Bake"}}              | wrong-type
        """)
    void a_task_that_can_not_be_understood_is_not_opened(String body, String code) throws Exception {
        assertRefused(service.put(body), 400, code);
    }

    @Test
    void a_stale_version_is_refused_before_the_transition_is_judged() throws Exception {
        UUID id = opened();
        service.post(id, "{\"status\": \"active\"}");

        assertRefused(service.post(id, "{\"status\": \"active\"}", "If-Match", "\"1\""), 412, "stale-version");
        assertRefused(service.post(id, "{\"status\": \"completed\"}", "If-Match", "W/\"2\""), 412, "stale-version");
        assertThat(service.post(id, "{\"status\": \"completed\"}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_unknown_task_is_not_found() throws Exception {
        UUID nobody = Ids.next();

        assertRefused(service.get("/v1/tasks/" + nobody), 404, "task-not-found");
        assertRefused(service.post(nobody, "{\"name\": \"Bake\"}"), 404, "task-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tasks/1", "/v1/tasks/nobody", "/v1", "/nowhere"})
    void what_is_no_address_is_not_found(String path) throws Exception {
        assertRefused(service.get(path), 404, "not-found");
    }

    @Test
    void a_refusal_of_the_framework_says_so_too() throws Exception {
        assertRefused(service.send("DELETE", "/v1/tasks/" + opened(), noBody()), 405, "method-not-allowed");
        assertRefused(service.send("POST", "/v1/tasks", ofString("{}")), 405, "method-not-allowed");
        assertRefused(service.send("PUT", "/v1/tasks", noBody()), 400, "malformed-json");
    }

    @Test
    void a_body_over_64_KiB_is_refused_chunked_or_not() throws Exception {
        String large = "{\"name\": \"" + "a".repeat(65_536) + "\"}";

        assertRefused(service.put(large), 413, "body-too-large");
        Answer chunked =
                service.send("PUT", "/v1/tasks", ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8))));
        assertRefused(chunked, 413, "body-too-large");
    }

    private UUID opened() throws IOException, InterruptedException {
        return service.put("{\"name\": \"Bake\"}").taskId();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().path("success").isBoolean()).isTrue();
        assertThat(answer.body().path("success").booleanValue()).isFalse();
    }
}
