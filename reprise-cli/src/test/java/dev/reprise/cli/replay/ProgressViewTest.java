package dev.reprise.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.watching.Figures;
import dev.reprise.cli.watching.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProgressViewTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void the_whole_has_a_bar_and_each_partition_under_way_a_line() {
        assertThat(ProgressView.lines(replay(Map.of("etaSeconds", 83, "slowest", "posts-0", "passedOver", 2)), 100))
                .containsExactly(
                        "Generation 4 is replaying, replay r1",
                        "[#######.......................]  25%  1,235/s  ETA 1m 23s  50 of 200 events",
                        "  posts-0        [#######.......]  50%  10/s  ETA 5s",
                        "  1 of 3 partitions done, 1 not begun, slowest posts-0",
                        "  lag 7 behind the head, 2 records that are no events passed over");
    }

    @Test
    void many_partitions_are_no_noise() {
        List<Map<String, Object>> parts = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> parts.add(Told.part("posts", i, 1, 100 + i)));
        IntStream.range(0, 12).forEach(i -> parts.add(Told.part("comments", i, 100, 100)));
        IntStream.range(0, 12).forEach(i -> parts.add(Told.part("tasks", i, 0, 100)));

        List<String> lines = ProgressView.lines(replay(Map.of("partitions", parts)), 100);

        assertThat(lines).hasSize(2 + 8 + 2);
        assertThat(lines.get(2)).startsWith("  posts-11");
        assertThat(lines.get(10)).isEqualTo("  4 more under way, 12 of 36 partitions done, 12 not begun");
    }

    @Test
    void a_hundred_percent_is_shown_when_all_is_done_and_never_more() {
        assertThat(ProgressView.plain(replay(Map.of("done", 9_999_999, "total", 10_000_000))))
                .startsWith("replaying 99%");
        assertThat(ProgressView.plain(replay(Map.of("done", 300, "total", 200))))
                .startsWith("replaying 100%");
        assertThat(ProgressView.plain(replay(Map.of("done", 0, "total", 0)))).startsWith("replaying 100%");
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        assertThat(ProgressView.lines(replay(Map.of("etaSeconds", 83)), 40)).allMatch(line -> line.length() < 40);
    }

    @Test
    void a_terminal_is_drawn_over_in_place() {
        StringWriter drawn = new StringWriter();
        Screen screen = new Screen.OnTerminal(new PrintWriter(drawn), 80);
        Replay replay = replay(Map.of());

        screen.show(replay);
        assertThat(drawn.toString()).doesNotContain("A[").startsWith("Generation 4");
        screen.show(replay);

        int height = ProgressView.lines(replay, 80).size();
        assertThat(drawn.toString()).contains("\r\u001b[" + height + "AGeneration 4");
    }

    @Test
    void without_a_terminal_the_same_state_is_a_line_a_second() {
        StringWriter printed = new StringWriter();
        Screen screen = new Screen.Plain(new PrintWriter(printed));

        screen.show(replay(Map.of()));
        screen.show(replay(Map.of()));
        screen.show(replay(Map.of("state", "catching-up")));

        assertThat(printed.toString().lines()).hasSize(2);
    }

    @Test
    void a_state_that_is_not_known_yet_is_under_way() {
        Replay replay = replay(Map.of("state", "comparing"));

        assertThat(replay.state()).isEqualTo(Replay.State.UNKNOWN);
        assertThat(Outcome.of(replay, java.time.Instant.EPOCH)).isEmpty();
    }

    @Test
    void bytes_and_durations_are_readable() {
        assertThat(Figures.bytes(1023)).isEqualTo("1023 B");
        assertThat(Figures.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Figures.bytes(5L << 40)).isEqualTo("5.0 TiB");
        assertThat(Figures.duration(3_725)).isEqualTo("1h 2m");
        assertThat(Figures.duration(59)).isEqualTo("59s");
    }

    private static Replay replay(Map<String, Object> more) {
        return Replay.of(JSON.valueToTree(Told.replay("replaying", more)));
    }
}
