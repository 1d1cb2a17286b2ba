package dev.reprise.query.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/// Nobody is sent compressed bytes who does not ask for them.
class AcceptEncodingFuzzTest {

    /// What ends a coding's name (RFC 9110, section 5.6.2).
    private static final String NO_TOKEN = "[^A-Za-z0-9!#$%&'*+.^_`|~-]";

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void only_who_asks_for_gzip_gets_it(byte[] input) throws IOException {
        String header = new String(input, ISO_8859_1);
        if (EncodedAnswers.takesGzip(header)) {
            assertThat(header)
                    .matches("(?s)(.*" + NO_TOKEN + ")?gzip(" + NO_TOKEN + ".*)?")
                    .doesNotMatch("gzip *; *q=0(\\.0*)?");
        }
        assertThat(EncodedAnswers.takesGzip(header.replace("gzip", "x"))).isFalse();
    }
}
