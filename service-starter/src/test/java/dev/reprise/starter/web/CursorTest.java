package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.events.Ids;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_cursor_reads_back_as_it_was_written() {
        UUID id = Ids.next();

        Cursor written = new Cursor("things", List.of("42", id.toString()));

        assertThat(Cursor.decode(written.encode(), "things", 2)).isEqualTo(written);
        assertThat(written.number(0)).isEqualTo(42);
        assertThat(written.id(1)).isEqualTo(id);
        assertThat(Cursor.decodeId(new Cursor("things", id).encode(), "things")).isEqualTo(id);
    }

    @Test
    void no_cursor_is_the_first_page() {
        assertThat(Cursor.decodeId(null, "things")).isNull();
        assertThat(Cursor.decodeId("", "things")).isNull();
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        refused(new Cursor("chairs", Ids.next()).encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"things", "things:", "things:1", "things:{$ne:1}", "things:1:2", ":", ""})
    void a_forged_cursor_is_refused(String plain) {
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
        refused(forged.isEmpty() ? "=" : forged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a", "things:1", "\u0000", "ümlaut"})
    void what_is_no_base64_is_refused(String text) {
        refused(text);
    }

    @Test
    void a_cursor_that_is_too_long_is_refused() {
        refused(new Cursor("things", List.of("x".repeat(1_000))).encode());
    }

    @Test
    void a_key_that_should_be_a_number_and_is_none_is_refused() {
        Cursor cursor = new Cursor("things", List.of("1e3"));

        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(ProblemException.class);
    }

    private static void refused(String text) {
        assertThatThrownBy(() -> Cursor.decodeId(text, "things"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("invalid-cursor"));
    }
}
