package dev.reprise.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.http.FakeService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Every command against real HTTP, without a terminal.
class PolicyCommandTest {
    private static final Map<String, Object> NONE = Map.of();
    private static final String RULES = """
        {"rules":[{"id":"fruit","kind":"contains-word","outcome":"reject","words":["orange"]}]}\
        """;
    private static final String SHOWN = """
        {"version":3,"changedBy":"ada","changedAt":"2026-05-04T09:30:00Z","rules":[
          {"id":"fruit","kind":"contains-word","outcome":"reject","words":["orange","lemon"]},
          {"id":"shouting","kind":"mostly-capitals","outcome":"hold","percent":70,"letters":12}]}\
        """;

    @TempDir
    Path folder;

    private FakeService moderation;

    @BeforeEach
    void start() throws IOException {
        moderation = new FakeService();
    }

    @AfterEach
    void stop() {
        moderation.close();
    }

    @Test
    void show_tells_version_who_and_when_and_the_rules_in_order() {
        moderation
                .answers("GET /policy", 200, SHOWN)
                .answers("GET /policy?version=1", 200, "{\"version\":1,\"rules\":[]}")
                .refuses("GET /policy?version=9", 404, "version-not-found", "There has been no such version.");

        Ran table = run("show");
        Ran json = run("show", "-o", "json");
        Ran missing = run("show", "--version", "9");

        assertThat(table.status()).isZero();
        assertThat(table.out())
                .contains("Version 3", "ada", "2026-05-04T09:30:00Z")
                .containsPattern("1 +fruit +contains-word +reject +words \\[\"orange\",\"lemon\"]\\R")
                .containsPattern("2 +shouting +mostly-capitals +hold +percent 70, letters 12\\R");
        assertThat(json.json()).isEqualTo(new JsonMapper().readTree(SHOWN));
        assertThat(run("show", "-o", "ndjson").lines()).hasSize(1);
        assertThat(run("show", "--version", "1").out()).contains("Version 1", "came with the service");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("no such version");
        assertThat(run("show", "--version", "one").status()).isEqualTo(2);
        assertThat(run("show", "--help").out()).contains("--version=N", "--help");
    }

    @Test
    void what_show_printed_is_put_over_the_version_that_it_names() throws IOException {
        moderation.answers("GET /policy", 200, SHOWN).answers("PUT /policy", 200, SHOWN.replace(":3,", ":4,"));
        String shown = run("show", "-o", "json").out();

        Ran put = run("put", file(shown));
        Ran json = run("put", file(shown), "-o", "json");

        assertThat(put.status()).isZero();
        assertThat(put.out()).isEqualToIgnoringNewLines("Version 4 is in force.");
        assertThat(put.err()).contains("./reprise policy rescreen");
        assertThat(json.json().path("version").asInt()).isEqualTo(4);
        assertThat(moderation.headers).containsEntry("If-match", List.of("\"3\""));
        assertThat(moderation.author).isEqualTo(System.getProperty("user.name"));
        assertThat(moderation.requests.getLast())
                .startsWith("PUT /policy {\"rules\":[{\"id\":\"fruit\"")
                .doesNotContain("version", "changedBy", "changedAt");
    }

    @Test
    void a_version_that_is_named_goes_before_that_of_the_document_and_the_same_rules_change_nothing()
            throws IOException {
        moderation.answers("PUT /policy", 200, SHOWN);

        Ran put = read(SHOWN.replace(":3,", ":2,"), "put", "-", "--version", "3");

        assertThat(put.status()).isZero();
        assertThat(put.out()).contains("Version 3 has the same rules and stays in force.");
        assertThat(put.err()).isEmpty();
        assertThat(moderation.headers).containsEntry("If-match", List.of("\"3\""));
    }

    @Test
    void a_document_without_a_version_needs_the_flag() throws IOException {
        Ran put = run("put", file(RULES));

        assertThat(put.status()).isEqualTo(2);
        assertThat(put.err()).contains("--version N", "policy.json");
        assertThat(moderation.requests).isEmpty();
    }

    @Test
    void what_is_no_policy_is_wrong_usage_and_nothing_is_asked() throws IOException {
        Ran broken = run("preview", file("{\"rules\": [\n  {]\n"));

        assertThat(broken.status()).isEqualTo(2);
        assertThat(broken.err()).contains("policy.json is no JSON at line 2, column 4");
        assertThat(run("preview", file("[]")).err()).contains("is no policy");
        assertThat(run("preview", file("")).status()).isEqualTo(2);
        assertThat(run("put", file("{\"version\":\"3\",\"rules\":[]}")).err()).contains("no whole number");
        assertThat(run("preview", folder.resolve("other.json").toString()).err())
                .contains("other.json can't be read");
        assertThat(run("put").status()).isEqualTo(2);
        assertThat(moderation.requests).isEmpty();
    }

    @Test
    void a_policy_that_is_not_accepted_is_told_with_the_place_of_every_error() throws IOException {
        Map<String, Object> problem = Map.of(
                "status",
                400,
                "code",
                "invalid-policy",
                "detail",
                "The policy is not accepted: /rules/0/pattern is no pattern.",
                "errors",
                List.of(
                        Map.of("field", "/rules/0/pattern", "code", "bad-pattern", "message", "is no pattern"),
                        Map.of("field", "/rules/1/id", "code", "duplicate-id", "message", "is there twice")));
        moderation.answers("PUT /policy", 400, problem).answers("POST /policy/preview", 400, problem);

        Ran put = run("put", file(SHOWN));
        Ran preview = run("preview", file(SHOWN), "-o", "json");

        assertThat(put.status()).isEqualTo(2);
        assertThat(put.err()).contains("  /rules/0/pattern is no pattern\n  /rules/1/id is there twice");
        assertThat(put.out()).isEmpty();
        assertThat(preview.status()).isEqualTo(2);
        assertThat(preview.json().path("errors")).hasSize(2);
        assertThat(preview.err()).contains("/rules/1/id is there twice");
    }

    @Test
    void a_policy_over_one_that_somebody_changed_is_a_conflict() throws IOException {
        moderation.refuses("PUT /policy", 412, "stale-version", "It was changed meanwhile.");

        Ran put = run("put", file(SHOWN));

        assertThat(put.status()).isEqualTo(5);
        assertThat(put.err()).contains("It was changed meanwhile.", "./reprise policy show");
    }

    @Test
    void preview_shows_progress_then_counts_and_changes_and_ends_with_3_when_verdicts_would_change()
            throws IOException {
        moderation
                .answers("POST /policy/preview", 202, policyRun("waiting", NONE))
                .answers("GET /policy/previews/r1", 200, policyRun("waiting", NONE))
                .answers("GET /policy/previews/r1", 200, policyRun("running", Map.of("done", 50, "total", 200)))
                .refuses("GET /policy/previews/r1", 503, "store-unavailable", "The store is away.")
                .answers("GET /policy/previews/r1", 200, found("done"))
                .answers("GET /policy/previews/r1/changes?limit=100", 200, changes("c1", 100, "more"))
                .answers("GET /policy/previews/r1/changes?limit=50&cursor=more", 200, changes("c2", 50, null));

        Ran preview = run("preview", file(RULES), "-n", "150");

        assertThat(preview.status()).isEqualTo(3);
        assertThat(preview.err())
                .contains(
                        "waiting for the runs before it",
                        "running 25%, 50/200 events, 40 comments, 0 verdicts differ",
                        "done 100%, 200/200 events",
                        "./reprise policy rescreen --preview r1")
                .doesNotContain("\u001b");
        assertThat(preview.out())
                .contains("9,890 judged anew", "151 verdicts would change", "approved → held: 150")
                .contains("4 decided by a moderator, 2 that depend on a classifier")
                .containsPattern("c1@1 +approved +- +held +shouting\\R")
                .contains("… and 1 more");
        assertThat(preview.out().lines().filter(line -> line.startsWith("c"))).hasSize(150 + 2);
        assertThat(moderation.requests.getFirst()).isEqualTo("POST /policy/preview " + RULES);
    }

    @Test
    void preview_as_json_is_the_run_with_its_changes() throws IOException {
        moderation
                .answers("POST /policy/preview", 202, policyRun("waiting", NONE))
                .answers("GET /policy/previews/r1", 200, policyRun("running", Map.of("done", 50, "total", 200)))
                .answers("GET /policy/previews/r1", 200, found("done"))
                .answers("GET /policy/previews/r1/changes?limit=2", 200, changes("c1", 2, "more"));

        Ran lines = run("preview", file(RULES), "-n", "2", "-o", "ndjson");
        Ran json = run("preview", file(RULES), "-n", "2", "-o", "json");

        assertThat(lines.status()).isEqualTo(3);
        assertThat(lines.lines().stream().map(line -> line.path("state").asString("change")))
                .containsExactly("running", "done", "change", "change");
        assertThat(json.status()).isEqualTo(3);
        assertThat(json.json().path("changes").asInt()).isEqualTo(151);
        assertThat(json.json().path("items")).hasSize(2);
    }

    @Test
    void each_end_has_its_exit_code() {
        assertThat(ended("previews", policyRun("done", NONE))).isZero();
        assertThat(ended("previews", policyRun("failed", Map.of("reason", "The disk is full."))))
                .isEqualTo(1);
        assertThat(ended("previews", policyRun("canceled", NONE))).isEqualTo(1);
        assertThat(ended("rescreens", policyRun("done", NONE))).isZero();
        assertThat(ended("rescreens", policyRun("failed", NONE))).isEqualTo(1);
        assertThat(ended("rescreens", policyRun("superseded", NONE))).isEqualTo(5);
    }

    @Test
    void detached_it_prints_the_id_at_once() throws IOException {
        moderation
                .answers("POST /policy/preview", 202, policyRun("waiting", NONE))
                .answers("POST /policy/rescreen", 202, policyRun("waiting", NONE));

        Ran preview = run("preview", file(RULES), "--detach");
        Ran rescreen = run("rescreen", "--yes", "--detach", "-o", "json");

        assertThat(preview.status()).isZero();
        assertThat(preview.out()).isEqualToIgnoringNewLines("r1");
        assertThat(preview.err()).contains("./reprise policy status r1 --watch");
        assertThat(rescreen.status()).isZero();
        assertThat(rescreen.json().path("id").asString()).isEqualTo("r1");
        assertThat(moderation.requests).hasSize(2);
    }

    @Test
    void a_timeout_ends_the_watching_and_too_many_runs_are_a_conflict() throws IOException {
        moderation
                .answers("POST /policy/preview", 202, policyRun("waiting", NONE))
                .refuses("POST /policy/preview", 409, "too-many-runs", "There are 10 under way.")
                .answers("GET /policy/previews/r1", 200, policyRun("running", Map.of("total", 200)));

        Ran late = run("preview", file(RULES), "--timeout", "300ms");

        assertThat(late.status()).isEqualTo(4);
        assertThat(late.err()).contains("The preview goes on", "./reprise policy status r1 --watch");
        assertThat(run("preview", file(RULES)).status()).isEqualTo(5);
    }

    @Test
    void rescreen_says_how_many_comments_it_is_about_and_changes_nothing_before_someone_says_yes() {
        moderation
                .answers("GET /policy", 200, SHOWN)
                .answers("POST /policy/preview", 202, policyRun("waiting", NONE))
                .answers("GET /policy/previews/r1", 200, found("done"));

        Ran all = run("rescreen", "-o", "ndjson");
        Ran listed = run("rescreen", "--preview", "r1");

        assertThat(all.status()).isEqualTo(2);
        assertThat(all.err())
                .contains("9,890 comments would be looked at, by version 3")
                .contains("151 verdicts would change (approved → held: 150, rejected → rejected: 1)")
                .contains("--yes");
        assertThat(all.out()).isEmpty();
        assertThat(moderation.requests)
                .anySatisfy(request -> assertThat(request)
                        .startsWith("POST /policy/preview {\"rules\":[{\"id\":\"fruit\"")
                        .doesNotContain("version"));
        assertThat(listed.status()).isEqualTo(2);
        assertThat(listed.err()).contains("151 comments that the preview lists would be looked at", "--yes");
        assertThat(moderation.requests).noneMatch(request -> request.contains("/policy/rescreen"));
    }

    @Test
    void a_rescreen_of_a_preview_that_is_not_done_is_a_conflict() {
        moderation.answers("GET /policy/previews/r1", 200, policyRun("running", NONE));

        Ran rescreen = run("rescreen", "--preview", "r1");

        assertThat(rescreen.status()).isEqualTo(5);
        assertThat(rescreen.err()).contains("The preview is running");
        assertThat(run("rescreen", "--preview", "r2").status()).isEqualTo(1);
        assertThat(moderation.requests).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void what_is_agreed_to_is_applied_and_counted() {
        moderation
                .answers("POST /policy/rescreen", 202, policyRun("waiting", NONE))
                .refuses("POST /policy/rescreen", 400, "invalid-rate", "changesPerSecond is from 1 to 5000.")
                .answers("GET /policy/rescreens/r1", 200, policyRun("running", Map.of("done", 50, "total", 200)))
                .answers("GET /policy/rescreens/r1", 200, found("done"))
                .answers("GET /policy/rescreens/r1/changes?limit=100", 200, changes("c1", 1, null));

        Ran rescreen = run("rescreen", "--yes", "--preview", "p1", "--rate", "500");

        assertThat(rescreen.status()).isZero();
        assertThat(rescreen.err()).contains("running 25%, 50/200 events");
        assertThat(rescreen.out()).contains("151 verdicts differed", "1 decided, edited or deleted meanwhile", "c1@1");
        assertThat(moderation.requests.getFirst())
                .isEqualTo("POST /policy/rescreen {\"preview\":\"p1\",\"changesPerSecond\":500}");
        assertThat(run("rescreen", "--yes", "--rate", "0").status()).isEqualTo(2);
    }

    @Test
    void status_shows_a_preview_or_a_rescreen_once() {
        moderation.answers("GET /policy/rescreens/r1", 200, policyRun("running", Map.of("done", 50, "total", 200)));

        Ran table = run("status", "r1");
        Ran missing = run("status", "r2");

        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("rescreen", "r1, running", "50 of 200 read");
        assertThat(table.err()).contains("It is under way");
        assertThat(run("status", "r1", "-o", "json").json().path("state").asString())
                .isEqualTo("running");
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("no such preview or rescreen");
        assertThat(run("status").status()).isEqualTo(2);
    }

    @Test
    void cancel_ends_what_is_under_way_and_what_had_ended_is_a_conflict() {
        moderation
                .answers("GET /policy/previews/r1", 200, policyRun("running", NONE))
                .answers("GET /policy/previews/r1", 200, policyRun("canceled", NONE))
                .answers("DELETE /policy/previews/r1", 204, "")
                .answers("GET /policy/rescreens/r2", 200, policyRun("done", Map.of("id", "r2")))
                .answers("DELETE /policy/rescreens/r2", 204, "");

        Ran canceled = run("cancel", "r1");
        Ran ended = run("cancel", "r2", "-o", "json");

        assertThat(canceled.status()).isZero();
        assertThat(canceled.out()).contains("The preview is canceled.");
        assertThat(ended.status()).isEqualTo(5);
        assertThat(ended.json().path("state").asString()).isEqualTo("done");
        assertThat(run("cancel", "r3").status()).isEqualTo(1);
    }

    @Test
    void a_service_that_is_away_is_said_to_be() {
        moderation.close();

        assertThat(run("show").status()).isEqualTo(6);
        assertThat(run("status", "r1").err()).contains("moderation-service at");
    }

    @Test
    void completion_knows_the_commands() {
        assertThat(Ran.with("completion").out())
                .contains("show put preview rescreen status cancel", "_picocli_reprise_policy_rescreen");
    }

    private int ended(String kind, Map<String, Object> run) {
        String id = "r" + moderation.requests.size() + "x";
        Map<String, Object> named = new HashMap<>(run);
        named.put("id", id);
        moderation.answers("GET /policy/" + kind + "/" + id, 200, named);
        Ran status = run("status", id, "--watch", "--timeout", "5s");
        assertThat(status.out()).isNotBlank();
        return status.status();
    }

    private String file(String policy) throws IOException {
        return Files.writeString(folder.resolve("policy.json"), policy).toString();
    }

    /// Runs it with a text as its standard input.
    private Ran read(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private Ran run(String... arguments) {
        return Ran.with(Stream.of(Stream.of("policy"), Stream.of(arguments), Stream.of("--url", moderation.url()))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private static Map<String, Object> policyRun(String state, Map<String, Object> more) {
        Map<String, Object> run = new HashMap<>();
        run.put("id", "r1");
        run.put("state", state);
        run.put("requestedBy", "ada");
        run.put("createdAt", "2026-05-04T10:00:00Z");
        run.put("done", 0);
        run.put("total", 0);
        run.put("comments", 40);
        run.put("changes", 0);
        run.put("shifts", List.of());
        run.put("byModerator", 4);
        run.put("unclassified", 2);
        run.put("overtaken", 1);
        run.putAll(more);
        return run;
    }

    /// A run that found 151 verdicts that differ.
    private static Map<String, Object> found(String state) {
        return policyRun(
                state,
                Map.of(
                        "done",
                        200,
                        "total",
                        200,
                        "comments",
                        9890,
                        "changes",
                        151,
                        "shifts",
                        List.of(
                                Map.of("from", "approved", "to", "held", "comments", 150),
                                Map.of("from", "rejected", "to", "rejected", "comments", 1))));
    }

    private static Map<String, Object> changes(String comment, int count, @Nullable String next) {
        Map<String, Object> page = new HashMap<>();
        page.put(
                "items",
                IntStream.range(0, count).mapToObj(_ -> change(comment)).toList());
        page.put("nextCursor", next);
        return page;
    }

    private static Map<String, Object> change(String comment) {
        return Map.of(
                "commentId",
                comment,
                "postId",
                "p1",
                "revision",
                1,
                "from",
                Map.of("status", "approved", "policyVersion", 1),
                "to",
                Map.of("status", "held", "ruleId", "shouting"));
    }
}
