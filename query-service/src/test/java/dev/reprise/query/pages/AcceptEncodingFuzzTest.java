package dev.reprise.query.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/// Nobody is sent compressed bytes who does not ask for them.
class AcceptEncodingFuzzTest {

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void only_who_asks_for_gzip_gets_it(byte[] input) throws IOException {
        String header = new String(input, ISO_8859_1);
        if (EncodedAnswers.takesGzip(header)) {
            assertThat(header).contains("gzip").doesNotMatch("gzip *; *q=0(\\.0*)?");
        }
        assertThat(EncodedAnswers.takesGzip(header.replace("gzip", "x"))).isFalse();
    }
}
