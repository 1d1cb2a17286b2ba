package dev.reprise.cli.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts, comments and tasks in memory. Every seventh comment that is read is judged right after: its version is
/// another then, as moderation makes it.
final class FakeItems {
    private static final int JUDGED_AFTER = 7;

    enum Kind {
        POSTS,
        COMMENTS,
        TASKS
    }

    /// @param parent a comment's post, otherwise empty
    /// @param fields as they were written last
    record Item(Kind kind, String id, String parent, String author, Map<String, Object> fields, int version) {

        boolean isOrange() {
            return String.valueOf(fields.get("content"))
                    .toLowerCase(Locale.ROOT)
                    .contains("orange");
        }

        Map<String, Object> view() {
            Map<String, Object> view = new LinkedHashMap<>(fields);
            view.put("id", id);
            view.put("version", version);
            return view;
        }

        private Item with(Map<String, Object> changed) {
            Map<String, Object> merged = new LinkedHashMap<>(fields);
            merged.putAll(changed);
            return new Item(kind, id, parent, author, merged, version + 1);
        }
    }

    private final Map<String, Item> items = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    Item create(Kind kind, String parent, String author, Map<String, Object> fields) {
        Item item = new Item(kind, UUID.randomUUID().toString(), parent, author, fields, 1);
        items.put(item.id(), item);
        return item;
    }

    Optional<Item> read(String id) {
        Optional<Item> found = Optional.ofNullable(items.get(id));
        if (found.isPresent() && found.get().kind() == Kind.COMMENTS && reads.incrementAndGet() % JUDGED_AFTER == 0) {
            items.computeIfPresent(id, (_, item) -> item.with(Map.of()));
        }
        return found;
    }

    /// @return false when it has another version
    synchronized boolean change(Item seen, Map<String, Object> fields) {
        return items.replace(seen.id(), seen, seen.with(fields));
    }

    /// A post takes its comments along.
    ///
    /// @return false when it has another version
    synchronized boolean delete(Item seen) {
        boolean deleted = items.remove(seen.id(), seen);
        if (deleted) {
            items.values().removeIf(item -> item.parent().equals(seen.id()));
        }
        return deleted;
    }

    List<Item> all(Kind kind) {
        return only(kind, items.values());
    }

    List<Item> commentsOf(String postId) {
        return all(Kind.COMMENTS).stream()
                .filter(item -> item.parent().equals(postId))
                .toList();
    }

    private static List<Item> only(Kind kind, Collection<Item> items) {
        return items.stream().filter(item -> item.kind() == kind).toList();
    }
}
