package dev.reprise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.demo.FakeItems.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void everything_is_written_once_although_one_answer_in_five_is_an_error() throws IOException {
        try (FakeSystem system = new FakeSystem(folder, true)) {
            assertThat(demo("--posts", "8", "--comments", "120")).isZero();

            assertThat(system.count(Kind.POSTS)).isEqualTo(8);
            assertThat(system.count(Kind.COMMENTS)).isEqualTo(120);
            assertThat(system.count(Kind.TASKS)).isEqualTo(5);
            assertThat(system.oranges()).isBetween(3L, 25L);
            assertThat(out.toString())
                    .containsPattern("comments rejected +" + system.oranges())
                    .containsPattern("comments missing +0");
        }
    }

    @Test
    void changes_are_made_as_planned_and_the_report_tells_what_is_left() throws IOException {
        try (FakeSystem system = new FakeSystem(folder, true)) {
            assertThat(demo("--posts", "20", "--comments", "300", "--changes")).isZero();

            ChangePlan plan = ChangePlan.of(1, 20, 300, 5);
            assertThat(values(system, Kind.POSTS, "title"))
                    .hasSize(19)
                    .containsAll(plan.posts().stream()
                            .filter(retitle -> !plan.deletedPosts().contains(retitle.post()))
                            .map(ChangePlan.Retitle::title)
                            .toList());
            assertThat(values(system, Kind.COMMENTS, "content"))
                    .hasSizeBetween(200, 288)
                    .filteredOn(content -> plan.comments().stream()
                            .anyMatch(edit -> edit.contents().getLast().equals(content)))
                    .hasSizeGreaterThan(15);
            assertThat(values(system, Kind.TASKS, "status")).hasSize(10).contains("completed", "canceled");
            assertThat(system.tokensSeen.get()).isGreaterThan(30);
            assertThat(out.toString())
                    .containsPattern("posts +19")
                    .containsPattern("comments approved +" + (system.count(Kind.COMMENTS) - system.oranges()))
                    .containsPattern("comments rejected +" + system.oranges())
                    .containsPattern("comments missing +0")
                    .containsPattern("tasks +10")
                    .containsPattern("comments deleted +12");
        }
    }

    @Test
    void comments_that_are_never_decided_are_counted_as_missing_and_time_out() throws IOException {
        try (FakeSystem system = new FakeSystem(folder, false)) {
            assertThat(demo("--posts", "2", "--comments", "6", "--timeout", "1"))
                    .isEqualTo(4);

            assertThat(system.count(Kind.COMMENTS)).isEqualTo(6);
            assertThat(out.toString()).containsPattern("comments missing +6");
        }
    }

    @Test
    void the_same_seed_writes_the_same_texts() {
        assertThat(new DemoText(7).comments(50, 5)).isEqualTo(new DemoText(7).comments(50, 5));
        assertThat(new DemoText(7).posts(5)).isNotEqualTo(new DemoText(8).posts(5));
        assertThat(new DemoText(7).posts(500)).allMatch(post -> post.title().length() <= 200);
    }

    @Test
    void the_same_seed_makes_the_same_changes_to_a_part_of_what_was_written() {
        ChangePlan plan = ChangePlan.of(7, 100, 1_000, 5);

        assertThat(plan).isEqualTo(ChangePlan.of(7, 100, 1_000, 5)).isNotEqualTo(ChangePlan.of(8, 100, 1_000, 5));
        assertThat(plan.posts())
                .hasSize(15)
                .extracting(ChangePlan.Retitle::post)
                .doesNotHaveDuplicates();
        assertThat(plan.comments())
                .hasSize(80)
                .extracting(ChangePlan.Edit::comment)
                .doesNotHaveDuplicates();
        assertThat(plan.comments()).anyMatch(edit -> isOrange(edit.contents().getLast()));
        assertThat(plan.comments())
                .anyMatch(edit -> isOrange(edit.contents().getFirst())
                        && !isOrange(edit.contents().getLast()));
        assertThat(plan.deletedPosts()).hasSize(2);
        assertThat(plan.tasks()).hasSize(30);
    }

    @Test
    void the_only_post_is_not_deleted_and_without_comments_none_is_edited() {
        ChangePlan plan = ChangePlan.of(7, 1, 0, 5);

        assertThat(plan.deletedPosts()).isEmpty();
        assertThat(plan.posts()).hasSize(1);
        assertThat(plan.comments()).isEmpty();
        assertThat(plan.deletedComments()).isEmpty();
    }

    private static boolean isOrange(String content) {
        return content.toLowerCase(Locale.ROOT).contains("orange");
    }

    private static List<String> values(FakeSystem system, Kind kind, String field) {
        return system.items.all(kind).stream()
                .map(item -> String.valueOf(item.fields().get(field)))
                .toList();
    }

    private int demo(String... arguments) {
        CommandLine command = new CommandLine(new DemoCommand());
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(new StringWriter()));
        return command.execute(join(arguments, "--state", folder.toString()));
    }

    private static String[] join(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
