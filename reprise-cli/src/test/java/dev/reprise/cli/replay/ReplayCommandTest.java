package dev.reprise.cli.replay;

import static dev.reprise.cli.replay.Told.diff;
import static dev.reprise.cli.replay.Told.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.http.FakeService;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every command against real HTTP, without a terminal.
class ReplayCommandTest {
    private static final Map<String, Object> NONE = Map.of();

    @TempDir
    Path folder;

    private FakeService query;

    @BeforeEach
    void start() throws IOException {
        query = new FakeService();
    }

    @AfterEach
    void stop() {
        query.close();
    }

    @Test
    void plan_says_how_many_events_how_long_and_how_much_disk() {
        query.answers(
                "POST /replays/plan",
                200,
                Map.of(
                        "events",
                        123456,
                        "seconds",
                        83,
                        "bytes",
                        123456789,
                        "basis",
                        "the last replay",
                        "partitions",
                        List.of(
                                Map.of("topic", "posts", "partition", 0, "events", 100000, "end", 100000),
                                Map.of("topic", "posts", "partition", 1, "events", 23456, "end", 23456))));

        Ran table = run("plan", "--from", "beginning", "--max-events-per-second", "500");
        Ran json = run("plan", "-o", "json");

        assertThat(table.status()).isZero();
        assertThat(table.out())
                .containsPattern("events +123,456\\R")
                .containsPattern("posts +123,456\\R")
                .contains("1m 23s", "117.7 MiB", "the last replay");
        assertThat(json.json().path("events").asInt()).isEqualTo(123456);
        assertThat(query.requests)
                .containsExactly(
                        "POST /replays/plan {\"from\":\"beginning\",\"maxEventsPerSecond\":500}",
                        "POST /replays/plan {}");
    }

    @Test
    void start_watches_to_the_switch_a_line_at_a_time() {
        query.answers("POST /replays", 202, replay("planned", NONE))
                .answers("GET /replays/r1", 200, replay("replaying", Map.of("slowest", "posts-1", "etaSeconds", 9)))
                .answers("GET /replays/r1", 200, replay("catching-up", NONE))
                .answers("GET /replays/r1", 200, replay("ready", Map.of("diff", diff(0, 0, 0))))
                .answers(
                        "GET /replays/r1",
                        200,
                        replay(
                                "live",
                                Map.of(
                                        "rollbackUntil",
                                        Instant.now().plusSeconds(600).toString())));

        Ran start = run("start");

        assertThat(start.status()).isZero();
        assertThat(start.err())
                .contains("replaying 25%, 50/200 events, 1235/s, ETA 9s, lag 7, slowest posts-1", "catching up 25%");
        assertThat(start.out())
                .contains("Generation 4 is live", "9m 5", "./reprise replay rollback r1")
                .doesNotContain("\u001b");
        assertThat(query.requests.getFirst()).isEqualTo("POST /replays {}");
        assertThat(query.author).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void start_detached_returns_at_once() {
        query.answers("POST /replays", 202, replay("planned", NONE));

        Ran start = run(
                "start",
                "--detach",
                "--cutover",
                "manual",
                "--dry-run",
                "--until",
                "2026-01-01T00:00:00Z",
                "-o",
                "json");

        assertThat(start.status()).isZero();
        assertThat(start.json().path("id").asString()).isEqualTo("r1");
        assertThat(start.err()).contains("./reprise replay watch r1");
        assertThat(query.requests)
                .containsExactly(
                        "POST /replays {\"until\":\"2026-01-01T00:00:00Z\",\"cutover\":\"manual\",\"dryRun\":true}");
    }

    @Test
    void a_replay_beside_another_is_a_conflict_that_names_it() {
        query.answers(
                "POST /replays",
                409,
                Map.of("status", 409, "code", "replay-running", "detail", "A replay is under way.", "replay", "r0"));

        Ran people = run("start");
        Ran programs = run("start", "-o", "json");

        assertThat(people.status()).isEqualTo(5);
        assertThat(people.err()).contains("A replay is under way. Watch it: ./reprise replay watch r0");
        assertThat(people.out()).isEmpty();
        assertThat(programs.status()).isEqualTo(5);
        assertThat(programs.json().path("code").asString()).isEqualTo("replay-running");
    }

    @Test
    void what_the_service_does_not_understand_is_wrong_usage() {
        query.refuses("POST /replays", 400, "invalid-from", "from is beginning or a time.");

        Ran start = run("start", "--from", "yesterday");

        assertThat(start.status()).isEqualTo(2);
        assertThat(start.err()).contains("from is beginning or a time.");
        assertThat(run("start", "--cutover", "never").status()).isEqualTo(2);
        assertThat(run("start", "--watch", "--detach").status()).isEqualTo(2);
        assertThat(run("watch", "--timeout", "soon").status()).isEqualTo(2);
        assertThat(Ran.with("replay", "list", "--url", "query").status()).isEqualTo(2);
        assertThat(Ran.with("replay").status()).isEqualTo(2);
    }

    @Test
    void watch_without_an_id_takes_the_newest_and_a_held_back_cutover_ends_with_3() {
        query.answers("GET /replays", 200, Map.of("items", List.of(replay("ready", NONE))))
                .answers(
                        "GET /replays/r1",
                        200,
                        replay("ready", Map.of("diff", diff(1, 2, 3), "waitsFor", "person", "done", 200)));

        Ran watch = run("watch");

        assertThat(watch.status()).isEqualTo(3);
        assertThat(watch.out())
                .contains(
                        "1 missing, 2 extra, 3 changed of 4,711 compared",
                        "./reprise replay diff r1",
                        "./reprise replay cutover r1",
                        "./reprise replay cancel r1");
    }

    @Test
    void each_end_has_its_exit_code() {
        assertThat(watched(replay("failed", Map.of("reason", "the store is full"))))
                .isEqualTo(1);
        assertThat(watched(replay("canceled", NONE))).isEqualTo(1);
        assertThat(watched(replay("rolled-back", NONE))).isEqualTo(1);
        assertThat(watched(replay("live", NONE))).isZero();
        assertThat(watched(replay("ready", Map.of("cutover", "manual", "waitsFor", "person", "diff", diff(0, 0, 0)))))
                .isZero();
        assertThat(watched(replay("ready", Map.of("cutover", "manual", "waitsFor", "person", "diff", diff(0, 0, 1)))))
                .isEqualTo(3);
        assertThat(watched(replay("ready", Map.of("dryRun", true, "diff", diff(0, 0, 0)))))
                .isZero();
        assertThat(watched(replay("ready", Map.of("dryRun", true, "diff", diff(0, 1, 0)))))
                .isEqualTo(3);
        assertThat(watched(replay("ready", Map.of("until", "2026-01-01T00:00:00Z"))))
                .isZero();
    }

    @Test
    void a_timeout_ends_the_watching_and_not_the_replay() {
        query.answers("GET /replays/r1", 200, replay("replaying", NONE));

        Ran watch = run("watch", "r1", "--timeout", "300ms", "-o", "ndjson");

        assertThat(watch.status()).isEqualTo(4);
        assertThat(watch.err()).contains("The replay goes on", "./reprise replay watch r1");
        assertThat(watch.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("state").asString()).isEqualTo("replaying"));
        assertThat(query.requests).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void a_service_that_is_not_itself_for_a_moment_is_waited_for() {
        query.answers("GET /replays/r1", 200, replay("replaying", NONE))
                .refuses("GET /replays/r1", 503, "store-unavailable", "The store is away.")
                .answers("GET /replays/r1", 200, replay("live", NONE));

        assertThat(run("watch", "r1").status()).isZero();
    }

    @Test
    void status_shows_it_once() {
        query.answers("GET /replays/r1", 200, replay("replaying", NONE));

        Ran table = run("status", "r1");

        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("25%", "posts-0", "lag 7 behind the head");
        assertThat(run("status", "r1", "-o", "json").json().path("partitions")).hasSize(3);
        assertThat(query.requests).hasSize(2);
        assertThat(run("status", "r2").status()).isEqualTo(1);
        assertThat(run("status", "r2").err()).contains("There is no such thing.");
    }

    @Test
    void list_shows_them_all() {
        query.answers(
                "GET /replays",
                200,
                Map.of(
                        "items",
                        List.of(replay("live", Map.of("diff", diff(0, 0, 0))), replay("failed", Map.of("id", "r0")))));

        assertThat(run("list").out())
                .containsPattern("r1 +live +4 +25%.*ada +none\\R")
                .contains("r0");
        assertThat(run("list", "-o", "ndjson").lines()).hasSize(2);
        assertThat(run("list", "-o", "json").json()).hasSize(2);
    }

    @Test
    void without_any_replay_there_is_nothing_to_show() {
        query.answers("GET /replays", 200, Map.of("items", List.of()));

        assertThat(run("status").status()).isEqualTo(1);
        assertThat(run("status").err()).contains("./reprise replay start");
        assertThat(run("list").status()).isZero();
    }

    @Test
    void diff_shows_counts_first_then_documents_with_masked_values() {
        query.answers("GET /replays/r1/diff", 200, """
            {"replay":"r1","live":3,"rebuilt":4,"comparedAt":"2026-01-01T12:00:00Z",
             "counts":{"missing":1,"extra":0,"changed":1,"compared":4711},"listed":2,
             "items":[
               {"collection":"posts","id":"p1","kind":"missing"},
               {"collection":"posts","id":"p2","kind":"changed","fields":[
                 {"field":"post.title","live":"a private title","rebuilt":"another"},
                 {"field":"post.body","rebuilt":""}]}]}
            """);

        Ran table = run("diff", "r1");
        assertThat(table.status()).isEqualTo(3);
        assertThat(table.out())
                .startsWith("1 missing, 0 extra, 1 changed of 4,711 compared")
                .contains("live is generation 3, rebuilt is generation 4")
                .containsPattern("missing +posts +p1")
                .containsPattern("post.title +live \"\\*\\*\\*\", rebuilt \"\\*\\*\\*\"")
                .containsPattern("post.body +live \\(absent\\)")
                .doesNotContain("private", "another");
        assertThat(run("diff", "r1", "--show-payload").out()).contains("live \"a private title\", rebuilt \"another\"");
        assertThat(run("diff", "r1", "-n", "1").out()).contains("… and 1 more");

        JsonNode json = run("diff", "r1", "-o", "json").json();
        assertThat(json.path("counts").path("changed").asInt()).isEqualTo(1);
        assertThat(json.path("items")).hasSize(2);
        assertThat(json.path("items")
                        .path(1)
                        .path("fields")
                        .path(0)
                        .path("live")
                        .asString())
                .isEqualTo("***");
        List<JsonNode> lines = run("diff", "r1", "-o", "ndjson", "-n", "1").lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().path("id").asString()).isEqualTo("p1");
    }

    @Test
    void a_diff_without_differences_ends_with_0_and_one_that_is_not_there_is_a_conflict() {
        query.answers(
                        "GET /replays/r1/diff",
                        200,
                        "{\"replay\":\"r1\",\"live\":3,\"rebuilt\":4,\"counts\":{\"missing\":0,\"extra\":0,\"changed\":0,"
                            + "\"compared\":4711},\"listed\":0,\"items\":[]}")
                .refuses("GET /replays/r2/diff", 409, "not-compared", "It is not compared yet.");

        assertThat(run("diff", "r1").status()).isZero();
        assertThat(run("diff", "r1").out()).contains("No differences in 4,711 documents");
        assertThat(run("diff", "r1", "-o", "json").json().path("items")).isEmpty();
        assertThat(run("diff", "r2").status()).isEqualTo(5);
        assertThat(run("diff", "r2", "-o", "json").json().path("code").asString())
                .isEqualTo("not-compared");
    }

    @Test
    void cutover_takes_the_newest_that_is_ready() {
        query.answers(
                        "GET /replays",
                        200,
                        Map.of(
                                "items",
                                List.of(replay("failed", Map.of("id", "r2")), replay("ready", Map.of("id", "r1")))))
                .answers("POST /replays/r1/cutover", 200, replay("live", NONE))
                .answers(
                        "POST /replays/r3/cutover",
                        409,
                        Map.of("code", "not-ready", "detail", "It is not ready.", "state", "replaying"));

        assertThat(run("cutover").status()).isZero();
        assertThat(query.requests).contains("POST /replays/r1/cutover");
        assertThat(run("cutover", "r3").status()).isEqualTo(5);
        assertThat(run("cutover", "r3").err()).contains("It is not ready.");
    }

    @Test
    void rollback_says_how_much_is_left_and_changes_nothing_before_someone_says_yes() {
        query.answers(
                        "GET /replays/r1",
                        200,
                        replay(
                                "live",
                                Map.of(
                                        "rollbackUntil",
                                        Instant.now().plusSeconds(7200).toString())))
                .answers("POST /replays/r1/rollback", 200, replay("rolled-back", NONE));

        Ran unasked = run("rollback", "r1");
        assertThat(unasked.status()).isEqualTo(2);
        assertThat(unasked.err()).contains("1h 59m left", "--yes");
        assertThat(query.requests).containsExactly("GET /replays/r1");

        Ran agreed = run("rollback", "r1", "--yes", "-o", "json");
        assertThat(agreed.status()).isZero();
        assertThat(agreed.json().path("state").asString()).isEqualTo("rolled-back");
    }

    @Test
    void a_rollback_of_what_is_not_live_is_a_conflict() {
        query.answers("GET /replays/r1", 200, replay("ready", NONE))
                .refuses("POST /replays/r1/rollback", 409, "not-live", "It is not live.");

        assertThat(run("rollback", "r1").status()).isEqualTo(5);
    }

    @Test
    void cancel_drops_it_unless_it_is_live() {
        query.answers("DELETE /replays/r1", 204, "").refuses("DELETE /replays/r2", 409, "replay-live", "It is live.");

        assertThat(run("cancel", "r1").status()).isZero();
        assertThat(run("cancel", "r1", "-o", "json").json().path("canceled").asBoolean())
                .isTrue();
        assertThat(run("cancel", "r2").status()).isEqualTo(5);
    }

    @Test
    void the_address_comes_from_the_system_that_runs() {
        StateFolder state = new StateFolder(folder);
        state.prepare();
        assertThat(Ran.with("replay", "list", "--state", folder.toString()).status())
                .isEqualTo(6);
        state.write(new Run(
                0,
                null,
                List.of(new RunningPart(
                        "query-service", ProcessIdentity.current(), Map.of("http", 1), query.url(), ""))));
        query.answers("GET /replays", 200, Map.of("items", List.of()));

        assertThat(Ran.with("replay", "list", "--state", folder.toString()).status())
                .isZero();
    }

    @Test
    void a_service_that_is_away_is_said_to_be() {
        Ran away = Ran.with("replay", "start", "--url", "http://127.0.0.1:1");

        assertThat(away.status()).isEqualTo(6);
        assertThat(away.err()).contains("query-service at http://127.0.0.1:1 doesn't answer");
    }

    private int watched(Map<String, Object> replay) {
        String id = "r" + query.requests.size() + "x";
        query.answers("GET /replays/" + id, 200, replay);
        Ran watch = run("watch", id, "--timeout", "5s");
        assertThat(watch.out()).isNotBlank();
        return watch.status();
    }

    private Ran run(String... arguments) {
        return Ran.with(Stream.of(new String[] {"replay"}, arguments, new String[] {"--url", query.url()})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }
}
