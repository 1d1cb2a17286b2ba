package dev.reprise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRuleTest {

    private static final TextRule TITLE = new TextRule("title", 1, 5);
    private static final TextRule BODY = new TextRule("body", 0, 5);

    @Test
    void lengths_count_code_points_and_not_java_characters() {
        assertThat(TITLE.check("😀😀😀😀😀")).isEmpty();
        assertThat(TITLE.check("😀😀😀😀😀😀")).contains(new FieldError("title", "must have at most 5 characters"));
    }

    @Test
    void lengths_count_the_composed_form_which_is_what_is_stored() {
        String decomposed = "e\u0301".repeat(5);

        assertThat(TITLE.check(decomposed)).isEmpty();
        assertThat(TextRule.normalized(decomposed)).isEqualTo("\u00e9".repeat(5));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003"})
    void blank_is_empty(@Nullable String blank) {
        assertThat(TITLE.check(blank)).contains(new FieldError("title", "must not be empty"));
        assertThat(BODY.check(blank)).isEmpty();
        assertThat(TextRule.normalized(blank)).isEmpty();
    }

    @Test
    void spaces_around_a_text_stay() {
        assertThat(TextRule.normalized(" a ")).isEqualTo(" a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "a\udc00", "\udc00\ud800"})
    void a_lone_surrogate_is_no_unicode(String text) {
        assertThat(BODY.check(text)).contains(new FieldError("body", "must be valid Unicode"));
    }
}
