package dev.reprise.cli.parked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.Ran;
import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.http.FakeService;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command against real HTTP, without a terminal.
class ParkedCommandTest {
    private static final String KEY = "01980c5e-7d4a-7c3b-9a51-2f0e6d1b8a90";
    private static final String LIST = "GET /parked?limit=100";

    @TempDir
    Path folder;

    private FakeService comment;
    private FakeService query;

    @BeforeEach
    void start() throws IOException {
        comment = new FakeService();
        query = new FakeService();
        FakeService moderation = comment; // has nothing of its own
        StateFolder state = new StateFolder(folder);
        state.prepare();
        state.write(new Run(
                0,
                null,
                List.of(
                        part("comment-service", comment),
                        part("query-service", query),
                        part("moderation-service", moderation))));
        comment.answers(LIST, 200, Map.of("items", List.of()));
    }

    @AfterEach
    void stop() {
        comment.close();
        query.close();
    }

    @Test
    void list_shows_what_waits_in_every_service_page_by_page() {
        query.answers(LIST, 200, Map.of("items", List.of(parked()), "nextCursor", "more"))
                .answers("GET /parked?limit=100&cursor=more", 200, Map.of("items", List.of(parked())));

        Ran table = run("list");
        Ran json = run("list", "-o", "json");
        Ran lines = run("list", "-o", "ndjson", "--service", "query");

        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("query-service", "posts", KEY, "no rule for this");
        assertThat(json.json()).hasSize(2);
        assertThat(json.json().path(0).path("service").asString()).isEqualTo("query-service");
        assertThat(lines.lines()).hasSize(2);
        assertThat(run("list", "--service", "post").status()).isEqualTo(2);
    }

    @Test
    void nothing_is_parked() {
        query.answers(LIST, 200, Map.of("items", List.of()));

        assertThat(run("list").out()).contains("Nothing is parked.");
        assertThat(run("show", KEY).status()).isEqualTo(1);
        assertThat(run("redrive", KEY).status()).isEqualTo(1);
        assertThat(run("discard", KEY, "--reason", "x").status()).isEqualTo(1);
        assertThat(run("redrive", "--all").status()).isZero();
    }

    @Test
    void show_says_where_the_event_stands_and_never_what_it_says() {
        query.answers(LIST, 200, Map.of("items", List.of(parked())));

        Ran shown = run("show", KEY);

        assertThat(shown.status()).isZero();
        assertThat(shown.out()).contains("PostCreated.v1 at offset 17", "5 times", "./reprise events get posts 7 17");
    }

    @Test
    void redrive_waits_and_says_what_became_of_it() {
        query.answers(LIST, 200, Map.of("items", List.of(parked())))
                .answers("POST /parked/" + KEY + "/redrive", 202, Map.of("items", List.of(redrive("requested"))))
                .answers("GET /parked/redrives/r1", 200, Map.of("items", List.of(redrive("running"))))
                .answers("GET /parked/redrives/r1", 200, Map.of("items", List.of(redrive("done"))));

        Ran done = run("redrive", KEY, "--events-per-second", "50");

        assertThat(done.status()).isZero();
        assertThat(done.out()).contains(KEY + ": 3 applied; it goes on");
        assertThat(query.requests).contains("POST /parked/" + KEY + "/redrive {\"eventsPerSecond\":50}");
        assertThat(run("redrive").status()).isEqualTo(2);
        assertThat(run("redrive", KEY, "--all").status()).isEqualTo(2);
    }

    @Test
    void a_redrive_that_is_stopped_again_has_failed() {
        query.answers(LIST, 200, Map.of("items", List.of(parked())))
                .answers("POST /parked/redrive", 202, Map.of("items", List.of(redrive("requested"))))
                .answers("GET /parked/redrives/r1", 200, Map.of("items", List.of(redrive("stopped"))));

        Ran stopped = run("redrive", "--all");

        assertThat(stopped.status()).isEqualTo(1);
        assertThat(stopped.out()).contains("stopped again at offset 17", "no rule for this");
    }

    @Test
    void a_redrive_that_takes_too_long_is_timed_out_and_one_under_way_is_a_conflict() {
        query.answers(LIST, 200, Map.of("items", List.of(parked())))
                .answers("POST /parked/" + KEY + "/redrive", 202, Map.of("items", List.of(redrive("requested"))))
                .answers("GET /parked/redrives/r1", 200, Map.of("items", List.of(redrive("running"))))
                .refuses("POST /parked/" + KEY + "/discard", 409, "redrive-running", "A redrive is under way.");

        assertThat(run("redrive", KEY, "--timeout", "300ms").status()).isEqualTo(4);
        Ran conflict = run("discard", KEY, "--reason", "x", "-o", "json");
        assertThat(conflict.status()).isEqualTo(5);
        assertThat(conflict.json().path("code").asString()).isEqualTo("redrive-running");
    }

    @Test
    void a_dry_run_applies_nothing() {
        Map<String, Object> event =
                Map.of("offset", 17, "result", "fails", "reason", "no rule for this", "sequence", "1");
        Map<String, Object> rehearsal = new HashMap<>(lane());
        rehearsal.put("events", List.of(event));
        query.answers(LIST, 200, Map.of("items", List.of(parked())))
                .answers("POST /parked/" + KEY + "/rehearsal", 200, Map.of("items", List.of(rehearsal)));

        Ran dry = run("redrive", "--all", "--dry-run");

        assertThat(dry.status()).isEqualTo(1);
        assertThat(dry.out()).contains("offset 17 would fail: no rule for this");
        assertThat(query.requests).noneMatch(request -> request.contains("/redrive"));
    }

    @Test
    void discard_needs_a_reason_and_keeps_it() {
        query.answers(LIST, 200, Map.of("items", List.of(parked())))
                .answers("POST /parked/" + KEY + "/discard", 202, Map.of("items", List.of(redrive("requested"))))
                .answers("GET /parked/redrives/r1", 200, Map.of("items", List.of(redrive("done"))));

        Ran without = run("discard", KEY);
        Ran done = run("discard", KEY, "--reason", "a broken tool");

        assertThat(without.status()).isEqualTo(2);
        assertThat(without.err()).contains("--reason");
        assertThat(done.status()).isZero();
        assertThat(query.requests).contains("POST /parked/" + KEY + "/discard {\"reason\":\"a broken tool\"}");
    }

    private static RunningPart part(String name, FakeService service) {
        return new RunningPart(name, ProcessIdentity.current(), Map.of("http", 1), service.url(), "");
    }

    private static Map<String, Object> lane() {
        return Map.of("subscription", "query-service-g1", "topic", "posts", "partition", 7, "key", KEY);
    }

    private static Map<String, Object> parked() {
        Map<String, Object> parked = new HashMap<>(lane());
        parked.put("events", 3);
        parked.put("parkedAt", "2026-05-04T09:31:04.300Z");
        parked.put("stoppedBy", poison());
        return parked;
    }

    private static Map<String, Object> poison() {
        return Map.of(
                "offset",
                17,
                "type",
                "PostCreated.v1",
                "reason",
                "no rule for this",
                "attempts",
                5,
                "firstFailure",
                "x");
    }

    private static Map<String, Object> redrive(String state) {
        Map<String, Object> redrive = new HashMap<>(lane());
        redrive.put("id", "r1");
        redrive.put("state", state);
        redrive.put("applied", 3);
        redrive.put("stoppedBy", state.equals("stopped") ? poison() : null);
        return redrive;
    }

    private Ran run(String... arguments) {
        return Ran.with(Stream.of(new String[] {"parked"}, arguments, new String[] {"--state", folder.toString()})
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }
}
