package dev.reprise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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

            assertThat(system.posts()).isEqualTo(8);
            assertThat(system.comments()).isEqualTo(120);
            assertThat(system.tasks).hasValue(5);
            assertThat(system.oranges()).isBetween(3L, 25L);
            assertThat(out.toString())
                    .containsPattern("comments rejected +" + system.oranges())
                    .containsPattern("comments missing +0");
        }
    }

    @Test
    void comments_that_are_never_decided_are_counted_as_missing_and_time_out() throws IOException {
        try (FakeSystem system = new FakeSystem(folder, false)) {
            assertThat(demo("--posts", "2", "--comments", "6", "--timeout", "1"))
                    .isEqualTo(4);

            assertThat(system.comments()).isEqualTo(6);
            assertThat(out.toString()).containsPattern("comments missing +6");
        }
    }

    @Test
    void the_same_seed_writes_the_same_texts() {
        assertThat(new DemoText(7).comments(50, 5)).isEqualTo(new DemoText(7).comments(50, 5));
        assertThat(new DemoText(7).posts(5)).isNotEqualTo(new DemoText(8).posts(5));
        assertThat(new DemoText(7).posts(500)).allMatch(post -> post.title().length() <= 200);
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
