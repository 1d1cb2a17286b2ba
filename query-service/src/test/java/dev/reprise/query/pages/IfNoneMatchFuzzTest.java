package dev.reprise.query.pages;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.regex.Pattern;

/// Nobody is told that nothing has changed who does not name what there is; who names it in a list is told
/// so.
class IfNoneMatchFuzzTest {

    private static final String ETAG = "\"g1-hJ3mQ0vZ7T1xYw5k\"";
    private static final String TAG = "(W/)?\"[^\"\\p{Cntrl} ]{0,20}\"";
    private static final Pattern LIST = Pattern.compile(TAG + "(, " + TAG + "){0,20}");

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void only_what_is_named_is_unchanged(byte[] input) {
        String header = new String(input, ISO_8859_1);
        if (EncodedAnswers.has(header, ETAG)) {
            assertThat(header).containsAnyOf(ETAG, "*");
        }
        if (LIST.matcher(header).matches()) {
            assertThat(EncodedAnswers.has(header + ", " + ETAG, ETAG)).isTrue();
            assertThat(EncodedAnswers.has("W/" + ETAG + ", " + header, ETAG)).isTrue();
        }
    }
}
