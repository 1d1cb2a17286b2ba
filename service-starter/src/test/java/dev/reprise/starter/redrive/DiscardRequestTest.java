package dev.reprise.starter.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.starter.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscardRequestTest {

    @Test
    void a_reason_has_up_to_500_characters_however_they_are_stored() {
        String longest = "\ud83d\ude00".repeat(500);

        assertThat(new DiscardRequest(longest, null).checkedReason()).isEqualTo(longest);
        assertThatThrownBy(() -> new DiscardRequest(longest + "x", null).checkedReason())
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "half of a character: \ud83d"})
    void what_is_no_reason_is_refused(String reason) {
        assertThatThrownBy(() -> new DiscardRequest(reason, null).checkedReason())
                .isInstanceOf(ProblemException.class);
    }
}
