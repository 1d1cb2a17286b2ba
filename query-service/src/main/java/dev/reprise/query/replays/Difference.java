package dev.reprise.query.replays;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// One document in which a generation differs from the live one.
///
/// @param collection `posts`, `comments`, `tasks` or `taskchanges`
/// @param fields what differs, by its path; empty unless both have the document
record Difference(String collection, String id, Kind kind, List<Field> fields) {

    /// Seen from the live generation.
    enum Kind {
        /// The live one lacks it.
        MISSING,
        /// Only the live one has it.
        EXTRA,
        CHANGED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param live absent where the live document does not have the field
    /// @param rebuilt absent where the rebuilt document does not have the field
    record Field(
            String field, @Nullable Object live, @Nullable Object rebuilt) {

        Document toDocument() {
            return new Document("field", field).append("live", live).append("rebuilt", rebuilt);
        }
    }

    static Difference between(String collection, String id, @Nullable Document live, @Nullable Document rebuilt) {
        if (live == null) {
            return new Difference(collection, id, Kind.MISSING, List.of());
        }
        if (rebuilt == null) {
            return new Difference(collection, id, Kind.EXTRA, List.of());
        }
        List<Field> fields = new ArrayList<>();
        collect("", live, rebuilt, fields);
        return new Difference(collection, id, Kind.CHANGED, fields);
    }

    private static void collect(String path, Document live, Document rebuilt, List<Field> fields) {
        Set<String> names = new TreeSet<>(live.keySet());
        names.addAll(rebuilt.keySet());
        for (String name : names) {
            Object one = live.get(name);
            Object other = rebuilt.get(name);
            if (one instanceof Document left && other instanceof Document right) {
                collect(path + name + ".", left, right, fields);
            } else if (!Objects.equals(one, other)) {
                fields.add(new Field(path + name, one, other));
            }
        }
    }

    Document toDocument() {
        return new Document("collection", collection)
                .append("document", id)
                .append("kind", kind.name())
                .append("fields", fields.stream().map(Field::toDocument).toList());
    }

    static Difference read(Document stored) {
        return new Difference(
                stored.getString("collection"),
                stored.getString("document"),
                Kind.valueOf(stored.getString("kind")),
                stored.getList("fields", Document.class).stream()
                        .map(field -> new Field(field.getString("field"), field.get("live"), field.get("rebuilt")))
                        .toList());
    }
}
