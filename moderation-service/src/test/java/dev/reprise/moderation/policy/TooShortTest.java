package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TooShortTest {

    private static final TooShort THREE = new TooShort(3);

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "🎶🎶", "a\u200B\u200Bb", "  a   ", "e\u0301\u00AD"})
    void what_shows_too_little_applies(String content) {
        assertThat(THREE.find(saying(content))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "🎶🎶🎶", " a b", "한국말"})
    void enough_is_enough(String content) {
        assertThat(THREE.find(saying(content))).isEmpty();
    }
}
