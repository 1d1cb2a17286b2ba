package dev.reprise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {

    @Test
    void a_limit_is_a_whole_number_from_1_to_100_and_has_a_default() {
        assertThat(Limit.parse("1", 20)).isEqualTo(1);
        assertThat(Limit.parse("100", 20)).isEqualTo(100);
        assertThat(Limit.parse(null, 20)).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "101", "-1", "1.5", "ten", "99999999999", "1 "})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Limit.parse(text, 20))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("invalid-limit"));
    }
}
