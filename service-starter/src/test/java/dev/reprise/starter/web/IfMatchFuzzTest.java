package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.springframework.http.ETag;

/// An `If-Match` is read whole, or refused: no part of it is passed over.
class IfMatchFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_header_is_read_whole_or_refused(byte[] input) {
        String header = new String(input, ISO_8859_1);
        IfMatch read;
        try {
            read = IfMatchResolver.read(header);
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problems.invalidIfMatch());
            return;
        }
        assertThat(read.present()).isTrue();
        assertThat(read.tags().stream().map(IfMatchFuzzTest::written).collect(joining(",")))
                .isEqualTo(header.replace(" ", ""));
        assertThat(read.admits(3)).isEqualTo(header.matches("(?s)\\*|(.*, *)?\"3\"( *,.*)?"));
    }

    private static String written(ETag tag) {
        return tag.isWildcard() ? "*" : tag.formattedTag();
    }
}
