package dev.reprise.cli.store;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a query says about `_id`, as far as it helps to find candidates. It may leave conditions out: whoever
/// uses it matches each candidate against the whole query afterwards.
///
/// @param keys the only `_id`s that can match, ascending; null when the query names none
/// @param from the smallest string that can match, null for none
/// @param to the largest string that can match, null for none
record IdConditions(
        @Nullable List<Object> keys,
        @Nullable String from,
        @Nullable String to) {
    private static final IdConditions NONE = new IdConditions(null, null, null);

    static IdConditions of(Document query) {
        IdConditions found = NONE;
        if (query.containsKey("_id")) {
            found = found.and(query.get("_id"));
        }
        if (query.get("$and") instanceof Collection<?> parts) {
            for (Object part : parts) {
                found = part instanceof Document document ? found.and(of(document)) : found;
            }
        }
        return found;
    }

    boolean hasKeys() {
        return keys != null;
    }

    boolean hasBounds() {
        return from != null || to != null;
    }

    private IdConditions and(@Nullable Object condition) {
        if (isKey(condition)) {
            return and(exactly(List.of(condition)));
        }
        IdConditions found = this;
        if (condition instanceof Document operators) {
            for (var operator : operators.entrySet()) {
                found = found.and(ofOperator(operator.getKey(), operator.getValue()));
            }
        }
        return found;
    }

    private static IdConditions ofOperator(String operator, @Nullable Object value) {
        return switch (operator) {
            case "$eq" -> isKey(value) ? exactly(List.of(value)) : NONE;
            case "$in" ->
                value instanceof Collection<?> values && values.stream().allMatch(IdConditions::isKey)
                        ? exactly(values)
                        : NONE;
            case "$gt", "$gte" -> value instanceof String text ? new IdConditions(null, text, null) : NONE;
            case "$lt", "$lte" -> value instanceof String text ? new IdConditions(null, null, text) : NONE;
            default -> NONE;
        };
    }

    private static IdConditions exactly(Collection<?> keys) {
        List<Object> ascending = keys.stream()
                .<Object>map(key -> key)
                .distinct()
                .sorted(ValueComparator.asc())
                .toList();
        return new IdConditions(ascending, null, null);
    }

    private IdConditions and(IdConditions other) {
        return new IdConditions(
                keys != null ? keys : other.keys,
                later(from, other.from),
                other.to == null ? to : earlier(to, other.to));
    }

    private static @Nullable String later(@Nullable String a, @Nullable String b) {
        return a == null || (b != null && b.compareTo(a) > 0) ? b : a;
    }

    private static String earlier(@Nullable String a, String b) {
        return a == null || b.compareTo(a) < 0 ? b : a;
    }

    /// The types whose value in a query is the key in the map as it stands.
    private static boolean isKey(@Nullable Object value) {
        return value instanceof String || value instanceof ObjectId || value instanceof UUID;
    }
}
