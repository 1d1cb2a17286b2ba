package dev.reprise.cli.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/// The candidates for a query, found by `_id` in the ordered map, one at a time as they are asked for.
///
/// Strings are in order of their UTF-16 units, which for ASCII is MongoDB's order. Walks a snapshot: safe beside
/// writers.
///
/// @param candidates documents that may match
/// @param sorted whether they come in the order that was asked for, so that a limit ends the walk
record IdWalk(Stream<Document> candidates, boolean sorted) {

    /// The walk that serves a query, or null when `_id` doesn't help and the collection has to be scanned.
    static @Nullable IdWalk plan(MVMap<Object, Document> documents, Document query, @Nullable Document orderBy) {
        IdConditions conditions = IdConditions.of(query);
        boolean unordered = orderBy == null || orderBy.isEmpty();
        if (conditions.keys() != null) {
            List<Object> keys = conditions.keys();
            return new IdWalk(
                    keys.stream().map(documents::get).filter(Objects::nonNull), unordered || keys.size() == 1);
        }
        boolean byId = orderBy != null && orderBy.size() == 1 && orderBy.get("_id") instanceof Number;
        if (conditions.hasBounds()) {
            return new IdWalk(walk(documents, conditions, byId && isDescending(orderBy)), unordered || byId);
        }
        return byId && hasOnlyStrings(documents)
                ? new IdWalk(walk(documents, conditions, isDescending(orderBy)), true)
                : null;
    }

    private static boolean isDescending(@Nullable Document orderBy) {
        return orderBy != null && orderBy.get("_id") instanceof Number direction && direction.intValue() < 0;
    }

    /// Keys are in order by type first, so the outermost two speak for all.
    private static boolean hasOnlyStrings(MVMap<Object, Document> documents) {
        Object first = documents.firstKey();
        return first == null || (first instanceof String && documents.lastKey() instanceof String);
    }

    private static Stream<Document> walk(MVMap<Object, Document> documents, IdConditions between, boolean descending) {
        Cursor<Object, Document> cursor = descending
                ? documents.cursor(between.to(), between.from(), true)
                : documents.cursor(between.from(), between.to(), false);
        Iterator<Document> values = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Document next() {
                cursor.next();
                return cursor.getValue();
            }
        };
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(values, Spliterator.ORDERED), false);
    }
}
