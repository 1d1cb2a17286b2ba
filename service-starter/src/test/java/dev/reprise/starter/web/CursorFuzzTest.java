package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A text is a cursor of its list, with as many keys as the list has, or it is refused by its code.
class CursorFuzzTest {

    private static final String LIST = "posts";

    /// The input as it is, and as what a cursor holds under its Base64.
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "10m")
    void a_text_is_a_cursor_or_refused(byte[] input) {
        check(new String(input, UTF_8));
        check(Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void check(String text) {
        for (int keys = 1; keys <= 2; keys++) {
            int wanted = keys;
            Cursor cursor = orRefused(() -> Cursor.decode(text, LIST, wanted));
            if (cursor != null) {
                assertThat(cursor.list()).isEqualTo(LIST);
                assertThat(cursor.keys()).hasSize(keys).allMatch(key -> !key.contains(":"));
                orRefused(() -> cursor.id(0));
                orRefused(() -> cursor.number(wanted - 1));
                String again = cursor.encode();
                // What is no UTF-8 is read as a longer character.
                if (again.length() <= text.length()) {
                    assertThat(Cursor.decode(again, LIST, keys)).isEqualTo(cursor);
                }
            }
        }
    }

    private static <T> @Nullable T orRefused(Supplier<@Nullable T> reading) {
        try {
            return reading.get();
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problems.invalidCursor());
            return null;
        }
    }
}
