package dev.reprise.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reprise.cli.host.ProcessIdentity;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real command, broker and store as processes, with stand-ins for the services.
class UpAndDownTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private FakeHome home;
    private StateFolder state;

    @BeforeEach
    void prepare() throws IOException {
        home = new FakeHome(folder.resolve("a project"));
        state = new StateFolder(home.state());
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        home.run("down");
    }

    @Test
    void a_detached_system_is_shown_mended_and_stopped() throws IOException {
        FakeHome.Ended up = home.run("up", "--detach");
        assertThat(up.output()).contains("Everything is ready", "curl -i -X POST", "./reprise demo");
        assertThat(up.status()).isZero();
        Map<String, Long> pids = pids();
        assertThat(pids)
                .containsOnlyKeys(
                        "store",
                        "broker",
                        "post-service",
                        "comment-service",
                        "query-service",
                        "moderation-service",
                        "task-service");
        assertThat(home.run("status", "-o", "ndjson").output().lines().filter(line -> line.contains("\"ready\"")))
                .hasSize(7);
        assertThat(home.run("status").status()).isZero();
        assertThat(home.run("up", "--detach").status()).isEqualTo(5);
        assertThat(home.run("up", "--detach", "--fresh").status()).isEqualTo(5);
        assertThat(home.run("logs", "post").output()).contains("serving /post on");

        kill("task-service");
        assertThat(home.run("status").status()).isEqualTo(1);
        assertThat(home.run("doctor").output()).contains("task-service is dead");
        assertThat(home.run("up", "--detach").status()).isZero();
        Map<String, Long> mended = pids();
        assertThat(mended.remove("task-service")).isNotEqualTo(pids.remove("task-service"));
        assertThat(mended).isEqualTo(pids);

        List<RunningPart> parts = run().parts();
        assertThat(home.run("down").status()).isZero();
        assertThat(parts).noneMatch(RunningPart::isAlive);
        assertThat(state.run()).isEmpty();
        assertThat(state.store().resolve("post.mv")).exists();
        assertThat(home.run("down")).isEqualTo(new FakeHome.Ended(0, "Nothing runs.\n"));
        assertThat(home.run("status").status()).isEqualTo(6);
        assertThat(home.run("demo").status()).isEqualTo(6);
    }

    @Test
    void the_stores_leave_ports_alone_that_services_will_have(@TempDir Path folder) throws IOException {
        int first = Service.ALL.getFirst().preferredStorePort();
        FakeHome moved = new FakeHome(folder, first - Service.ALL.getFirst().port());

        FakeHome.Ended up = moved.run("up", "--detach");
        assertThat(moved.run("down").status()).isZero();

        assertThat(up.output()).contains("http://127.0.0.1:" + first, "Everything is ready");
        assertThat(up.status()).isZero();
    }

    @Test
    void in_the_foreground_a_dead_part_is_started_again_and_a_signal_stops_everything() throws IOException {
        Process up = home.start("up");
        BufferedReader output = up.inputReader();
        readUntil(output, "Stop: Ctrl-C");
        long before = kill("query-service");
        assertThat(readUntil(output, "query-service runs again."))
                .anyMatch(line -> line.contains("query-service has ended unexpectedly"))
                .anyMatch(line -> line.contains("serving /query"));
        assertThat(pids().get("query-service")).isNotEqualTo(before);
        List<RunningPart> parts = run().parts();
        assertThat(home.run("up").status()).isEqualTo(5);

        up.destroy();

        assertThat(up.onExit().join().exitValue()).isZero();
        assertThat(parts).noneMatch(RunningPart::isAlive);
        assertThat(state.runFile()).doesNotExist();
    }

    @Test
    void a_cache_that_was_trained_is_used_by_later_starts_of_the_same_build_and_by_no_other() throws IOException {
        home.rebuild("post-service", "first");
        assertThat(home.run("up", "--detach").output()).contains("./reprise train");
        assertThat(startedWithCache("post-service")).isFalse();
        assertThat(home.run("train").output()).contains("post-service has its cache");
        assertThat(home.run("down").status()).isZero();

        assertThat(home.run("up", "--detach").output()).doesNotContain("./reprise train");
        assertThat(startedWithCache("post-service")).isTrue();
        assertThat(startedWithCache("task-service")).isFalse();
        assertThat(home.run("train").output()).contains("Nothing to prepare");
        assertThat(home.run("down").status()).isZero();

        home.rebuild("post-service", "second");
        assertThat(home.run("up", "--detach").status()).isZero();
        assertThat(startedWithCache("post-service")).isFalse();
        assertThat(home.run("down").status()).isZero();
    }

    private boolean startedWithCache(String part) {
        ProcessIdentity process = run().part(part).orElseThrow().process();
        String command = process.handle().orElseThrow().info().commandLine().orElseThrow();
        return command.contains("-XX:AOTCache=");
    }

    @Test
    void a_system_whose_up_was_killed_can_be_taken_down() throws IOException {
        Process up = home.start("up");
        readUntil(up.inputReader(), "Stop: Ctrl-C");
        up.destroyForcibly().onExit().join();
        List<RunningPart> parts = run().parts();
        assertThat(parts).hasSize(7).allMatch(RunningPart::isAlive);

        assertThat(home.run("down").status()).isZero();

        assertThat(parts).noneMatch(RunningPart::isAlive);
    }

    @Test
    void a_part_that_dies_while_starting_is_named_and_the_rest_is_stopped() throws IOException {
        home.breakService("moderation-service");

        FakeHome.Ended up = home.run("up", "--detach");

        assertThat(up.status()).isEqualTo(1);
        assertThat(up.output())
                .contains("moderation-service ended while it was starting", "the last words of a broken service")
                .doesNotContain("Exception");
        assertThat(state.run()).isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(folder.toString()))
                        .filter(process ->
                                process.pid() != ProcessHandle.current().pid()))
                .isEmpty();
    }

    @Test
    void a_taken_port_is_told_with_its_holder_before_anything_starts() throws IOException {
        int port = home.portOf("post-service");
        try (ServerSocket holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            FakeHome.Ended up = home.run("up", "--detach");

            assertThat(holder.isBound()).isTrue();
            assertThat(up.status()).isEqualTo(5);
            assertThat(up.output())
                    .contains("Port " + port + " of post-service is taken by pid "
                            + ProcessHandle.current().pid());
            assertThat(state.run()).isEmpty();
        }
    }

    @Test
    void a_folder_that_is_no_state_folder_is_neither_used_nor_deleted() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path precious = Files.writeString(work.resolve("thesis.txt"), "all of it");

        assertThat(home.run("up", "--detach", "--fresh", "--state", work.toString())
                        .status())
                .isEqualTo(2);
        assertThat(precious).hasContent("all of it");
    }

    private Run run() {
        return state.run().orElseThrow();
    }

    private Map<String, Long> pids() {
        return run().parts().stream()
                .collect(Collectors.toMap(
                        RunningPart::name, part -> part.process().pid()));
    }

    private long kill(String part) {
        ProcessIdentity process = run().part(part).orElseThrow().process();
        process.handle().orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.pid();
    }

    private static List<String> readUntil(BufferedReader output, String end) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = output.readLine();
        while (line != null) {
            lines.add(line);
            if (line.contains(end)) {
                return lines;
            }
            line = output.readLine();
        }
        throw new AssertionError("It never said '" + end + "' but:\n" + String.join("\n", lines));
    }
}
