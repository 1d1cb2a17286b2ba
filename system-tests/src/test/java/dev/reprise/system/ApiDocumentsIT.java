package dev.reprise.system;

import static dev.reprise.system.Patience.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The services do what their OpenAPI documents say, and the documents are the checked-in ones.
@ExtendWith(OneSystem.class)
class ApiDocumentsIT {

    private static final String NOWHERE = "01980000-0000-7000-8000-000000000000";

    private final Api api;
    private final Map<String, ApiDocument> documents = new TreeMap<>();

    ApiDocumentsIT(Api api) {
        this.api = api;
        services()
                .forEach(service -> documents.put(
                        service,
                        new ApiDocument(Call.get(api.url(service, "/v3/api-docs"))
                                .send()
                                .expect(200)
                                .text())));
    }

    static List<String> services() {
        return RunningSystem.SERVICES;
    }

    private ApiDocument document(String service) {
        return java.util.Objects.requireNonNull(documents.get(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_describes_itself_as_it_is_checked_in(String service) {
        CheckedInApi.of(service).assertUnchanged(document(service));
    }

    @Test
    void the_examples_are_accepted_and_answered_as_described() {
        Answer post = asDescribed(RunningSystem.POST, "createPost", Map.of());
        Map<String, String> ofPost =
                Map.of("id", post.id().toString(), "postId", post.id().toString());
        asDescribed(RunningSystem.POST, "getPost", ofPost);
        asDescribed(RunningSystem.POST, "listPosts", Map.of());
        asDescribed(RunningSystem.POST, "updatePost", ofPost);
        Answer comment = asDescribed(RunningSystem.COMMENT, "createComment", ofPost);
        Map<String, String> ofComment = Map.of("id", comment.id().toString());
        JsonNode decided = api.awaitVersion(comment.id(), 2);
        assertThat(decided.path("status").asString()).isEqualTo("approved");
        asDescribed(RunningSystem.COMMENT, "getComment", ofComment);
        asDescribed(RunningSystem.COMMENT, "listComments", ofPost);
        asDescribed(RunningSystem.MODERATION, "getHistory", ofComment);
        api.awaitCount(post.id(), 1);
        asDescribed(RunningSystem.QUERY, "listPosts", Map.of());
        asDescribed(RunningSystem.QUERY, "getPost", ofPost);
        asDescribed(RunningSystem.QUERY, "listComments", ofPost);
        Answer task = asDescribed(RunningSystem.TASK, "createTask", Map.of());
        String taskId = task.json().path("task").path("id").asString();
        asDescribed(RunningSystem.TASK, "getTask", Map.of("id", taskId));
        asDescribed(RunningSystem.TASK, "updateTask", Map.of("id", taskId));
        api.read("/tasks?wait=10000").seeing(task.token()).send().expect(200);
        asDescribed(RunningSystem.QUERY, "listTasks", Map.of());
        asDescribed(RunningSystem.QUERY, "getTask", Map.of("id", taskId));
        asDescribed(RunningSystem.QUERY, "getTaskHistory", Map.of("id", taskId));
        asDescribed(RunningSystem.QUERY, "countTasks", Map.of());
        asDescribed(RunningSystem.MODERATION, "listQueue", Map.of());
        asDescribed(
                RunningSystem.MODERATION,
                "decide",
                Map.of("commentId", comment.id().toString()));
        api.awaitVersion(comment.id(), 3);
        asDescribed(RunningSystem.COMMENT, "deleteComment", ofComment, "\"3\"");
        asDescribed(RunningSystem.POST, "deletePost", ofPost, "\"2\"");
    }

    @Test
    void a_policy_is_put_previewed_and_applied_as_described() {
        String etag =
                asDescribed(RunningSystem.MODERATION, "getPolicy", Map.of()).etag();
        // The example is what is in force already, so that other tests don't meet another policy.
        asDescribed(RunningSystem.MODERATION, "putPolicy", Map.of(), etag);
        for (String kind : List.of("Preview", "Rescreen")) {
            UUID run = asDescribed(RunningSystem.MODERATION, "start" + kind, Map.of())
                    .id();
            Map<String, String> ofRun = Map.of("id", run.toString());
            patiently()
                    .until(() -> asDescribed(RunningSystem.MODERATION, "get" + kind, ofRun)
                            .json()
                            .path("state")
                            .asString()
                            .equals("done"));
            asDescribed(RunningSystem.MODERATION, "list" + kind + "Changes", ofRun);
            asDescribed(RunningSystem.MODERATION, "cancel" + kind, ofRun);
        }
    }

    @Test
    void a_replay_is_planned_started_and_shown_as_described() {
        Replays replays = new Replays(api);
        replays.cancelPending();
        asDescribed(RunningSystem.QUERY, "getModel", Map.of());
        asDescribed(RunningSystem.QUERY, "planReplay", Map.of());
        UUID replay = asDescribed(RunningSystem.QUERY, "startReplay", Map.of()).id();
        Map<String, String> ofReplay = Map.of("id", replay.toString());
        asDescribed(RunningSystem.QUERY, "getReplay", ofReplay);
        replays.await(replay, "ready");
        asDescribed(RunningSystem.QUERY, "getReplay", ofReplay);
        asDescribed(RunningSystem.QUERY, "getDiff", ofReplay);
        asDescribed(RunningSystem.QUERY, "listReplays", Map.of());
        asDescribed(RunningSystem.QUERY, "cancelReplay", ofReplay);
    }

    @ParameterizedTest
    @MethodSource("services")
    void what_does_not_exist_or_is_not_understood_is_refused_as_described(String service) {
        SoftAssertions all = new SoftAssertions();
        for (ApiDocument.Operation operation : document(service).operations()) {
            if (operation.path().contains("{")) {
                refusedAsDescribed(all, service, operation, NOWHERE, body(operation));
                refusedAsDescribed(all, service, operation, "no-id", body(operation));
            }
            if (!operation.request().isMissingNode()) {
                refusedAsDescribed(all, service, operation, NOWHERE, "{\"version\":7}");
                refusedAsDescribed(all, service, operation, NOWHERE, "{");
            }
        }
        all.assertAll();
    }

    private void refusedAsDescribed(
            SoftAssertions all, String service, ApiDocument.Operation operation, String id, String body) {
        Answer answer = call(service, operation, Map.of("id", id, "postId", id, "key", id), body)
                .ifMatch("\"1\"")
                .send();
        JsonNode content = operation.response(answer.status()).path("content").path(ApiDocument.PROBLEM);
        String what = operation + " of " + id + " with " + body;
        all.assertThat(answer.status()).as(what).isBetween(400, 499);
        all.assertThat(content.path("examples").propertyNames())
                .as("codes of " + what)
                .contains(answer.json().path("code").asString());
        all.assertThat(document(service).faults(content.path("schema"), answer.json()))
                .as(what)
                .isEmpty();
    }

    private Answer asDescribed(String service, String operation, Map<String, String> ids) {
        return asDescribed(service, operation, ids, "\"1\"");
    }

    /// Sends the example of an operation, and returns the answer if it is what the document says.
    private Answer asDescribed(String service, String id, Map<String, String> ids, String etag) {
        ApiDocument.Operation operation = document(service).operation(id);
        String example = body(operation);
        String commentId = ids.get("commentId");
        String body = commentId == null ? example : example.replaceFirst("(\"commentId\":\")[^\"]+", "$1" + commentId);
        Call call = call(service, operation, ids, body);
        boolean isConditional = operation
                .body()
                .path("parameters")
                .valueStream()
                .anyMatch(parameter -> parameter.path("name").asString().equals("If-Match"));
        Answer answer = (isConditional ? call.ifMatch(etag) : call).send().expect(operation.success());
        JsonNode response = operation.response(answer.status());
        response.path("headers").forEachEntry((name, header) -> {
            if (header.path("required").asBoolean(false)) {
                assertThat(answer.header(name)).as(name + " of " + operation).isNotBlank();
            }
        });
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.text()).as("body of " + operation).isEmpty();
        } else {
            assertThat(content.propertyNames()).contains(answer.header("Content-Type"));
            assertThat(document(service).faults(content.path(ApiDocument.JSON).path("schema"), answer.json()))
                    .as(operation + " " + answer.text())
                    .isEmpty();
        }
        return answer;
    }

    private static String body(ApiDocument.Operation operation) {
        JsonNode example = operation.request().path("example");
        return example.isMissingNode() ? "" : example.toString();
    }

    private Call call(String service, ApiDocument.Operation operation, Map<String, String> ids, String body) {
        String path = operation.path();
        for (Map.Entry<String, String> id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return Call.json(operation.method(), api.url(service, path), body).as("ada");
    }
}
