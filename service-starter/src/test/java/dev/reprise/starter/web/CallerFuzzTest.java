package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Who a request says it is from is 1 to 200 visible characters, nobody, or refused.
class CallerFuzzTest {

    /// In an input `<` and `>` stand for the halves of a surrogate pair.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_name_is_short_and_visible_or_refused(byte[] input) {
        String header = new String(input, UTF_8).replace('<', '\ud83d').replace('>', '\ude00');
        Caller caller;
        try {
            caller = CallerResolver.read(header);
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problems.invalidAuthor());
            assertThat(header).isNotBlank();
            return;
        }
        String id = caller.id();
        assertThat(caller.moderator()).isFalse();
        assertThat(id).isEqualTo(header.isBlank() ? Caller.ANONYMOUS : header.strip());
        assertThat(id.codePointCount(0, id.length())).isBetween(1, 200);
        assertThat(id.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c)))
                .isTrue();
        assertThat(UTF_8.newEncoder().canEncode(id)).isTrue();
    }
}
