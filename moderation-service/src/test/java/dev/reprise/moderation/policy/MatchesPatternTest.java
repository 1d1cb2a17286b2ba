package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.matched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchesPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\d{3}-\\d{4}|call 555-1234 now|555-1234",
                "\\d{3}-\\d{4}|call ５５５-１２３４|５５５-１２３４",
                "(?i)free\\s+money|FREE  Money!|FREE  Money",
                "free|f\u00ADr\u200Bee|f\u00ADr\u200Bee",
                "[A-Z]{5}|so SHOUTY|SHOUT",
                "\\p{Cyrillic}+|mixed буквы|буквы",
                "^🎶+$|🎶🎶|🎶🎶"
            })
    void a_pattern_finds_what_was_written_in_whatever_disguise(String pattern, String content, String found) {
        assertThat(matched(new MatchesPattern(Pattern.compile(pattern)), content))
                .contains(found);
    }

    @Test
    void case_is_for_the_pattern_to_say() {
        assertThat(matched(new MatchesPattern(Pattern.compile("free")), "FREE")).isEmpty();
    }

    @Test
    void what_matches_no_character_does_not_apply() {
        assertThat(matched(new MatchesPattern(Pattern.compile("x*")), "abc")).isEmpty();
        assertThat(matched(new MatchesPattern(Pattern.compile("x*")), "abxx")).contains("xx");
    }

    @Test
    void no_pattern_hangs() {
        MatchesPattern nested = new MatchesPattern(Pattern.compile("(a+)+(a|aa)+(.*a){10}$"));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(matched(nested, "a".repeat(9_999) + "!")).isEmpty());
    }
}
