package dev.reprise.starter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param nextCursor asks for the page after this one; null on the last
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /// Cuts what was read down to a page: read one more than `limit` to learn whether there is a next one.
    public static <R, T> Page<T> of(List<R> read, int limit, Function<R, Cursor> cursorOf, Function<R, T> shown) {
        boolean more = read.size() > limit;
        List<R> kept = more ? read.subList(0, limit) : read;
        return new Page<>(
                kept.stream().map(shown).toList(),
                more ? cursorOf.apply(kept.getLast()).encode() : null);
    }
}
