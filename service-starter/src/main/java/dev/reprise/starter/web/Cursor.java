package dev.reprise.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.events.Ids;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a page ended: the sort keys of its last item, so that it stays true when items come, go or are
/// rebuilt. Opaque to clients; it grants nothing.
///
/// @param list names the list and its order; a cursor of another list is refused
/// @param keys without colons
public record Cursor(String list, List<String> keys) {

    private static final int MOST_CHARACTERS = 500;

    public Cursor(String list, UUID id) {
        this(list, List.of(id.toString()));
    }

    /// The text for a URL.
    public String encode() {
        String plain = list + ":" + String.join(":", keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    /// The keys in `text`, or null when there is no cursor.
    ///
    /// @throws ProblemException 400 `invalid-cursor` when it is none of this list
    public static @Nullable Cursor decode(@Nullable String text, String list, int keys) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            if (text.length() <= MOST_CHARACTERS) {
                List<String> parts = List.of(new String(Base64.getUrlDecoder().decode(text), UTF_8).split(":", -1));
                if (parts.size() == keys + 1 && parts.getFirst().equals(list)) {
                    return new Cursor(list, parts.subList(1, parts.size()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    /// The id in a cursor that holds nothing else, or null when there is no cursor.
    public static @Nullable UUID decodeId(@Nullable String text, String list) {
        Cursor cursor = decode(text, list, 1);
        return cursor == null ? null : cursor.id(0);
    }

    /// The key at `index` as an id.
    ///
    /// @throws ProblemException 400 `invalid-cursor` when it is none
    public UUID id(int index) {
        return Ids.parse(keys.get(index)).orElseThrow(Cursor::invalid);
    }

    /// The key at `index` as a number.
    ///
    /// @throws ProblemException 400 `invalid-cursor` when it is none
    public long number(int index) {
        try {
            return Long.parseLong(keys.get(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return Problems.invalidCursor().exception();
    }
}
