package dev.reprise.starter.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.reprise.starter.web.ProblemException;

/// Why events are discarded is kept as it was said, or refused.
class DiscardRequestFuzzTest {

    /// In an input `<` and `>` stand for the halves of a surrogate pair.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_reason_can_be_kept_or_is_refused(byte[] input) {
        String text = new String(input, UTF_8).replace('<', '\ud83d').replace('>', '\ude00');
        String reason;
        try {
            reason = new DiscardRequest(text, null).checkedReason();
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("reason-required");
            return;
        }
        assertThat(reason).isNotBlank();
        assertThat(reason.codePointCount(0, reason.length())).isLessThanOrEqualTo(500);
        assertThat(new String(reason.getBytes(UTF_8), UTF_8)).isEqualTo(reason);
    }
}
