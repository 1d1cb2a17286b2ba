package dev.reprise.moderation.policy;

import static dev.reprise.moderation.policy.Comments.saying;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MostlyCapitalsTest {

    private static final MostlyCapitals SHOUTING = new MostlyCapitals(70, 8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOOK AT THIS!!!",
                "ＬＯＯＫ ＡＴ ＴＨＩＳ",
                "𝐋𝐎𝐎𝐊 𝐀𝐓 𝐓𝐇𝐈𝐒",
                "СМОТРИТЕ СЮДА",
                "ΚΟΙΤΑΞΤΕ ΕΔΩ",
                "LOOK at THIS NOW"
            })
    void shouting_in_any_script_applies(String content) {
        assertThat(SHOUTING.find(saying(content))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Look at this", "NATO", "12345678 !!!!", "看这里看这里看这里看", "انظروا إلى هذا", "LOOK at This"})
    void anything_else_does_not(String content) {
        assertThat(SHOUTING.find(saying(content))).isEmpty();
    }

    @Test
    void a_share_of_exactly_that_is_let_through() {
        assertThat(new MostlyCapitals(50, 4).find(saying("ABcd"))).isEmpty();
        assertThat(new MostlyCapitals(50, 4).find(saying("ABCd")).orElseThrow().reason())
                .isEqualTo("3 of 4 letters are capitals");
    }
}
