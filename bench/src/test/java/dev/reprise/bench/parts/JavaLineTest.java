package dev.reprise.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JavaLineTest {

    private static final Path COMMAND =
            Path.of("..", "reprise-cli", "src", "main", "java", "dev", "reprise", "cli", "launch", "JavaCommand.java");

    /// What is measured would not be what runs. The bench must not depend on the command, so it reads its source.
    @Test
    void parts_are_measured_with_the_flags_that_up_gives_them() throws Exception {
        String source = Files.readString(COMMAND);
        String list = source.substring(source.indexOf("SMALL = List.of("));
        List<String> flags = Pattern.compile("\"(-[^\"]+)\"")
                .matcher(list.substring(0, list.indexOf(";")))
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
        assertThat(JavaLine.FLAGS).isEqualTo(flags).isNotEmpty();
    }
}
