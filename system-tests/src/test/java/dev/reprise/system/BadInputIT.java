package dev.reprise.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.events.ConsistencyToken;
import dev.reprise.events.Topic;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can't be accepted is refused with its own status and code, and nothing is written.
@ExtendWith(OneSystem.class)
class BadInputIT {

    private static final String NOWHERE = "01980000-0000-7000-8000-000000000000";
    private static final int MEBIBYTES_10 = 10 << 20;

    private final Api api;
    private final Topics topics;
    private final Stores stores;

    BadInputIT(Api api, Topics topics, Stores stores) {
        this.api = api;
        this.topics = topics;
        this.stores = stores;
    }

    /// One request and the answer it has to get.
    private record Refused(String what, Call call, int status, String code) {}

    /// A write endpoint and a body that it would take.
    ///
    /// @param field a required text field, or one that may not be blank
    private record Endpoint(String method, String url, String field, String goodBody) {

        Call send(String body) {
            return Call.json(method, url, body).as("ada").ifMatch("\"1\"");
        }

        Call sendField(String value) {
            return send("{\"" + field + "\":" + value + "}");
        }
    }

    @Test
    void posts() {
        UUID id = api.post("ada", "Stays as it is").id();
        String url = api.url(RunningSystem.POST, "/posts");
        Endpoint create = new Endpoint("POST", url, "title", "{\"title\":\"x\"}");
        Endpoint change = new Endpoint("PATCH", url + "/" + id, "title", "{\"title\":\"x\"}");
        List<Refused> refused = new ArrayList<>();
        for (Endpoint endpoint : List.of(create, change)) {
            refused.addAll(badBodies(endpoint));
            refused.addAll(badTexts(endpoint, 200));
            refused.add(new Refused(
                    "body too long",
                    endpoint.send("{\"title\":\"x\",\"body\":\"" + "x".repeat(40_001) + "\"}"),
                    400,
                    "invalid-field"));
        }
        refused.addAll(badHeaders(create));
        refused.add(new Refused("no title", create.send("{\"body\":\"x\"}"), 400, "invalid-field"));
        refused.addAll(badChanges(change, url, "post-not-found"));
        refused.addAll(badDeletions(url, id, "post-not-found"));
        refused.addAll(badPages(url + "?"));
        assertRefusedAndNothingWritten(refused);
    }

    @Test
    void comments() {
        UUID postId = api.post("ada", "Post").id();
        UUID id = api.comment("ada", postId, "Stays as it is").id();
        api.awaitVersion(id, 2);
        String create = api.url(RunningSystem.COMMENT, "/posts/" + postId + "/comments");
        String url = api.url(RunningSystem.COMMENT, "/comments");
        Endpoint creation = new Endpoint("POST", create, "content", "{\"content\":\"x\"}");
        Endpoint change = new Endpoint("PATCH", url + "/" + id, "content", "{\"content\":\"x\"}");
        List<Refused> refused = new ArrayList<>();
        for (Endpoint endpoint : List.of(creation, change)) {
            refused.addAll(badBodies(endpoint));
            refused.addAll(badTexts(endpoint, 10_000));
        }
        refused.addAll(badHeaders(creation));
        refused.add(new Refused("no content", creation.send("{}"), 400, "invalid-field"));
        refused.add(new Refused(
                "unknown post", api.commenting("ada", UUID.fromString(NOWHERE), "x"), 404, "post-not-found"));
        refused.add(new Refused(
                "non-UUID post",
                Call.json("POST", api.url(RunningSystem.COMMENT, "/posts/1-1-1-1-1/comments"), "{\"content\":\"x\"}"),
                404,
                "not-found"));
        refused.addAll(badChanges(change, url, "comment-not-found"));
        refused.addAll(badDeletions(url, id, "comment-not-found"));
        refused.addAll(badPages(create + "?"));
        assertRefusedAndNothingWritten(refused);
    }

    @Test
    void tasks() {
        UUID id = UUID.fromString(api.creatingTask(Map.of("name", "Stays as it is"))
                .send()
                .expect(201)
                .json()
                .path("task")
                .path("id")
                .asString());
        String url = api.url(RunningSystem.TASK, "/v1/tasks");
        Endpoint create = new Endpoint("PUT", url, "name", "{\"name\":\"x\"}");
        Endpoint change = new Endpoint("POST", url + "/" + id, "name", "{\"name\":\"x\"}");
        List<Refused> refused = new ArrayList<>();
        for (Endpoint endpoint : List.of(create, change)) {
            refused.addAll(badBodies(endpoint));
            refused.addAll(badTexts(endpoint, 200));
            refused.add(new Refused(
                    "description too long",
                    endpoint.send("{\"name\":\"x\",\"description\":\"" + "x".repeat(10_001) + "\"}"),
                    400,
                    "invalid-field"));
        }
        refused.addAll(badHeaders(create));
        refused.add(new Refused(
                "status of a new task", create.send("{\"name\":\"x\",\"status\":\"active\"}"), 400, "unknown-field"));
        refused.add(new Refused("no name", create.send("{\"description\":\"x\"}"), 400, "invalid-field"));
        refused.addAll(unknownTargets(change, url, "task-not-found"));
        refused.add(new Refused("nothing", change.send("{}"), 400, "nothing-to-update"));
        refused.add(new Refused("unknown status", change.send("{\"status\":\"done\"}"), 400, "invalid-status"));
        refused.add(new Refused("status in capitals", change.send("{\"status\":\"ACTIVE\"}"), 400, "invalid-status"));
        refused.add(new Refused("operator as status", change.send("{\"status\":{\"$ne\":null}}"), 400, "wrong-type"));
        refused.add(new Refused(
                "illegal transition", change.send("{\"status\":\"completed\"}"), 409, "invalid-transition"));
        refused.add(new Refused("stale", change.send("{\"name\":\"x\"}").ifMatch("\"7\""), 412, "stale-version"));
        refused.add(
                new Refused("garbage If-Match", change.send("{\"name\":\"x\"}").ifMatch(","), 400, "invalid-if-match"));
        assertRefusedAndNothingWritten(refused);
        refused.forEach(
                one -> assertThat(one.call().send().json().path("success").asBoolean(true))
                        .as(one.what())
                        .isFalse());
    }

    private List<Refused> badBodies(Endpoint endpoint) {
        String good = endpoint.goodBody();
        List<Refused> refused = new ArrayList<>();
        for (String malformed : List.of("", "{", "{\"", "<xml/>", "null", good + "x", "{\"a\":1,}", "{a:1}")) {
            refused.add(new Refused("body " + malformed, endpoint.send(malformed), 400, "malformed-json"));
        }
        refused.add(new Refused(
                "doubled field",
                endpoint.send("{\"%1$s\":\"x\",\"%1$s\":\"y\"}".formatted(endpoint.field())),
                400,
                "malformed-json"));
        for (String mistyped : List.of(" ", "[]", "\"text\"", "1", "true")) {
            refused.add(new Refused("body " + mistyped, endpoint.send(mistyped), 400, "wrong-type"));
        }
        for (String value : List.of("1", "1.5", "true", "[]", "[\"x\"]", "{}", "{\"$ne\":null}", "{\"$gt\":\"\"}")) {
            refused.add(new Refused(endpoint.field() + " " + value, endpoint.sendField(value), 400, "wrong-type"));
        }
        for (String unknown : List.of("authorId", "version", "id", "createdAt", "outbox", "state", "$set", "")) {
            String body = good.replace("}", ",\"" + unknown + "\":\"x\"}");
            refused.add(new Refused("field " + unknown, endpoint.send(body), 400, "unknown-field"));
        }
        byte[] large = ("{\"" + endpoint.field() + "\":\"" + "x".repeat(MEBIBYTES_10) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        refused.add(
                new Refused("10 MiB", endpoint.send(new String(large, StandardCharsets.UTF_8)), 413, "body-too-large"));
        Call chunked = Call.chunked(endpoint.method(), endpoint.url(), () -> new ByteArrayInputStream(large));
        refused.add(new Refused("10 MiB in chunks", chunked.as("ada").ifMatch("\"1\""), 413, "body-too-large"));
        refused.add(new Refused(
                "text", endpoint.send(good).with("Content-Type", "text/plain"), 415, "unsupported-media-type"));
        refused.add(
                new Refused("wants XML", endpoint.send(good).with("Accept", "application/xml"), 406, "not-acceptable"));
        return refused;
    }

    private static List<Refused> badTexts(Endpoint endpoint, int most) {
        List<Refused> refused = new ArrayList<>();
        for (String blank : List.of("", " ", "\\t\\n", "\\u2003")) {
            refused.add(new Refused("blank", endpoint.sendField("\"" + blank + "\""), 400, "invalid-field"));
        }
        refused.add(
                new Refused("too long", endpoint.sendField("\"" + "x".repeat(most + 1) + "\""), 400, "invalid-field"));
        refused.add(new Refused("half a character", endpoint.sendField("\"\\ud83d\""), 400, "invalid-field"));
        return refused;
    }

    private static List<Refused> badHeaders(Endpoint endpoint) {
        return List.of(
                new Refused("bad author", endpoint.send(endpoint.goodBody()).as("ada lovelace"), 400, "invalid-author"),
                new Refused(
                        "blank key",
                        endpoint.send(endpoint.goodBody()).with("Idempotency-Key", " "),
                        400,
                        "invalid-idempotency-key"),
                new Refused(
                        "long key",
                        endpoint.send(endpoint.goodBody()).with("Idempotency-Key", "k".repeat(256)),
                        400,
                        "invalid-idempotency-key"));
    }

    private static List<Refused> badChanges(Endpoint change, String url, String notFound) {
        List<Refused> refused = new ArrayList<>(unknownTargets(change, url, notFound));
        String good = change.goodBody();
        refused.add(new Refused("nothing", change.send("{}"), 400, "nothing-to-update"));
        refused.add(new Refused("a stranger", change.send(good).as("mallory"), 403, "not-owner"));
        refused.add(new Refused("bad author", change.send(good).as("ada lovelace"), 400, "invalid-author"));
        refused.add(new Refused(
                "no If-Match", Call.json("PATCH", change.url(), good).as("ada"), 428, "if-match-required"));
        refused.addAll(badIfMatches(change.send(good), change.send(good), change.send(good), change.send(good)));
        return refused;
    }

    private static List<Refused> badIfMatches(Call stale, Call weak, Call unquoted, Call empty) {
        return List.of(
                new Refused("stale If-Match", stale.ifMatch("\"7\""), 412, "stale-version"),
                new Refused("weak If-Match", weak.ifMatch("W/\"1\""), 412, "stale-version"),
                new Refused("unquoted If-Match", unquoted.ifMatch("garbage"), 400, "invalid-if-match"),
                new Refused("garbage If-Match", empty.ifMatch(","), 400, "invalid-if-match"));
    }

    private static List<Refused> unknownTargets(Endpoint change, String url, String notFound) {
        List<Refused> refused = new ArrayList<>();
        String good = change.goodBody();
        Call unknown =
                Call.json(change.method(), url + "/" + NOWHERE, good).as("ada").ifMatch("\"1\"");
        refused.add(new Refused("unknown id", unknown, 404, notFound));
        for (String id : List.of("7", "1-1-1-1-1", NOWHERE + "0", "%7B%22$ne%22:null%7D")) {
            refused.add(new Refused("id " + id, Call.json(change.method(), url + "/" + id, good), 404, "not-found"));
        }
        return refused;
    }

    private static List<Refused> badDeletions(String url, UUID id, String notFound) {
        List<Refused> refused = new ArrayList<>();
        refused.add(new Refused("unknown id", Call.delete(url + "/" + NOWHERE).ifMatch("\"1\""), 404, notFound));
        refused.add(new Refused("non-UUID", Call.delete(url + "/7").ifMatch("\"1\""), 404, "not-found"));
        String known = url + "/" + id;
        refused.add(new Refused("a stranger", Call.delete(known).as("mallory").ifMatch("\"1\""), 403, "not-owner"));
        refused.add(new Refused("no If-Match", Call.delete(known).as("ada"), 428, "if-match-required"));
        refused.addAll(badIfMatches(
                Call.delete(known).as("ada"),
                Call.delete(known).as("ada"),
                Call.delete(known).as("ada"),
                Call.delete(known).as("ada")));
        return refused;
    }

    /// @param list the address of a list, up to its parameters
    private static List<Refused> badPages(String list) {
        List<Refused> refused = new ArrayList<>();
        for (String limit : List.of("0", "101", "abc", "-1", "1.5", "", "99999999999", "5&limit=6")) {
            refused.add(new Refused("limit " + limit, Call.get(list + "limit=" + limit), 400, "invalid-limit"));
        }
        for (String cursor : List.of(
                "garbage",
                "%00",
                "x".repeat(600),
                cursor("elsewhere", NOWHERE),
                cursor("posts", "7"),
                cursor("comments", "$ne"),
                cursor("newest", "0:" + NOWHERE + ":0"))) {
            refused.add(new Refused("cursor " + cursor, Call.get(list + "cursor=" + cursor), 400, "invalid-cursor"));
        }
        return refused;
    }

    private static String cursor(String list, String keys) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + ":" + keys).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_of_query_service() {
        Answer post = api.post("ada", "Read");
        UUID postId = post.id();
        api.awaitCount(postId, 0);
        String query = api.url(RunningSystem.QUERY, "");
        String comments = query + "/posts/" + postId + "/comments?";
        List<Refused> refused = new ArrayList<>();
        refused.addAll(badPages(query + "/posts?"));
        refused.addAll(badPages(query + "/posts?sort=most-commented&"));
        refused.addAll(badPages(comments));
        refused.addAll(badPages(query + "/tasks?"));
        String oldest = api.read("/posts?sort=oldest&limit=1")
                .send()
                .expect(200)
                .json()
                .path("nextCursor")
                .asString("");
        for (String list : List.of("/posts?sort=newest&", "/posts?sort=most-commented&", "/tasks?")) {
            refused.add(
                    new Refused("foreign cursor", Call.get(query + list + "cursor=" + oldest), 400, "invalid-cursor"));
        }
        refused.add(new Refused("foreign cursor", Call.get(comments + "cursor=" + oldest), 400, "invalid-cursor"));
        for (String count : List.of("1e3", "99999999999999999999", "")) {
            String forged = cursor("MOST_COMMENTED", count + ":" + NOWHERE);
            refused.add(new Refused(
                    "forged count",
                    Call.get(query + "/posts?sort=most-commented&cursor=" + forged),
                    400,
                    "invalid-cursor"));
        }
        for (String sort : List.of("best", "NEWEST", "", "newest&sort=oldest")) {
            refused.add(new Refused("sort " + sort, Call.get(query + "/posts?sort=" + sort), 400, "invalid-sort"));
        }
        for (String status : List.of("deleted", "APPROVED", "", "%7B%22$ne%22:null%7D")) {
            refused.add(new Refused("status", Call.get(comments + "status=" + status), 400, "invalid-status"));
            refused.add(new Refused("status", Call.get(query + "/tasks?status=" + status), 400, "invalid-status"));
        }
        for (String wait : List.of("999999", "10001", "-1", "abc", "", "1.5")) {
            refused.add(new Refused(
                    "wait " + wait,
                    Call.get(query + "/posts?wait=" + wait).seeing(token(postId)),
                    400,
                    "invalid-wait"));
        }
        for (String path : List.of("/posts/", "/tasks/")) {
            String notFound = path.equals("/posts/") ? "post-not-found" : "task-not-found";
            refused.add(new Refused("unknown id", Call.get(query + path + NOWHERE), 404, notFound));
            refused.add(new Refused("non-UUID", Call.get(query + path + "7"), 404, "not-found"));
        }
        refused.add(new Refused("a list that is none", Call.get(query + "/nothing"), 404, "not-found"));
        refused.add(new Refused(
                "a write", Call.json("POST", query + "/posts", "{\"title\":\"x\"}"), 405, "method-not-allowed"));
        refused.add(new Refused("bad author", Call.get(comments).as("a b"), 400, "invalid-author"));
        assertRefusedAndNothingWritten(refused);
    }

    private static String token(UUID neverChanged) {
        return new ConsistencyToken(Topic.POSTS, neverChanged, neverChanged, 2).encode();
    }

    private void assertRefusedAndNothingWritten(List<Refused> refused) {
        Written before = Written.settled(topics, stores);
        SoftAssertions answers = new SoftAssertions();
        for (Refused one : refused) {
            answers.assertThatCode(() -> one.call().send().expectProblem(one.status(), one.code()))
                    .as(one.what())
                    .doesNotThrowAnyException();
        }
        answers.assertThat(Written.settled(topics, stores).differences(before))
                .as("what was written by requests that have to be refused")
                .isEmpty();
        answers.assertAll();
    }

    @Test
    void a_creation_that_is_repeated_with_its_key_happens_once() {
        UUID postId = api.post("ada", "Post").id();
        api.awaitCount(postId, 0);
        List<Endpoint> creations = List.of(
                new Endpoint("POST", api.url(RunningSystem.POST, "/posts"), "title", "{\"title\":\"once\"}"),
                new Endpoint(
                        "POST",
                        api.url(RunningSystem.COMMENT, "/posts/" + postId + "/comments"),
                        "content",
                        "{\"content\":\"once\"}"),
                new Endpoint("PUT", api.url(RunningSystem.TASK, "/v1/tasks"), "name", "{\"name\":\"once\"}"));
        for (Endpoint creation : creations) {
            String key = UUID.randomUUID().toString();
            Answer first = creation.send(creation.goodBody())
                    .with("Idempotency-Key", key)
                    .send()
                    .expect(201);
            Written afterFirst = Written.settled(topics, stores);

            Answer repeated = creation.send(" " + creation.goodBody() + "\n")
                    .with("Idempotency-Key", key)
                    .send()
                    .expect(201);
            creation.sendField("\"other\"")
                    .with("Idempotency-Key", key)
                    .send()
                    .expectProblem(422, "idempotency-key-reused");

            assertThat(repeated.text()).isEqualTo(first.text());
            assertThat(repeated.header("Location")).isEqualTo(first.header("Location"));
            assertThat(repeated.etag()).isEqualTo(first.etag());
            assertThat(repeated.token()).isEqualTo(first.token());
            assertThat(Written.settled(topics, stores).differences(afterFirst)).isEmpty();

            Answer otherKey = creation.send(creation.goodBody())
                    .with("Idempotency-Key", UUID.randomUUID().toString())
                    .send()
                    .expect(201);
            assertThat(otherKey.header("Location")).isNotEqualTo(first.header("Location"));
        }
    }
}
