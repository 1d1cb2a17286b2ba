package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TooLongTest {

    private static final TooLong THREE = new TooLong(3);

    @Test
    void characters_are_counted_and_not_what_stores_them() {
        assertThat(THREE.find(saying("🎶🎶🎶"))).isEmpty();
        assertThat(THREE.find(saying("🎶🎶🎶🎶")).orElseThrow().reason()).isEqualTo("has 4 characters, over 3");
    }

    @Test
    void what_does_not_show_counts_too() {
        assertThat(THREE.find(saying("a\u200B\u200Bb"))).isPresent();
    }
}
