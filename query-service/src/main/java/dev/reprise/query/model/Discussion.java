package dev.reprise.query.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What the list of posts shows of a post's comments.
///
/// All comment events of a post stand in one partition, so their offset tells which of them are in here
/// already: a second delivery can't count twice, whatever became of the comments' own documents in between.
///
/// @param commentCount how many comments everybody may see
/// @param newest the newest [#SHOWN] of them, the newest first
/// @param offset of the last event that was applied; -1 before the first
public record Discussion(long commentCount, List<CommentEntry> newest, long offset) {

    /// How many comments the list of posts shows of each.
    public static final int SHOWN = 3;

    static final Discussion EMPTY = new Discussion(0, List.of(), -1);

    private static final Comparator<CommentEntry> NEWEST_FIRST = Comparator.comparing(
                    (CommentEntry comment) -> comment.commentId().toString())
            .reversed();

    /// The discussion after one of its comments changed by the event at `at`; null when that is in here
    /// already.
    @Nullable
    Discussion after(@Nullable CommentEntry before, @Nullable CommentEntry now, long at) {
        if (at <= offset) {
            return null;
        }
        long count = commentCount - shown(before) + shown(now);
        List<CommentEntry> shown = new ArrayList<>(newest);
        if (before != null) {
            shown.removeIf(comment -> comment.commentId().equals(before.commentId()));
        }
        if (now != null && now.isShown() && (hasAll() || isAmongNewest(now))) {
            shown.add(now);
        }
        return new Discussion(count, newestOf(shown), at);
    }

    private static int shown(@Nullable CommentEntry comment) {
        return comment != null && comment.isShown() ? 1 : 0;
    }

    /// Whether there are no comments besides those in `newest`.
    private boolean hasAll() {
        return newest.size() == commentCount;
    }

    private boolean isAmongNewest(CommentEntry comment) {
        return !newest.isEmpty() && NEWEST_FIRST.compare(comment, newest.getLast()) <= 0;
    }

    /// Whether one of the newest went away and the next has to be looked up.
    boolean isShort() {
        return newest.size() < Math.min(SHOWN, commentCount);
    }

    Discussion withNewest(List<CommentEntry> comments) {
        return new Discussion(commentCount, newestOf(comments), offset);
    }

    private static List<CommentEntry> newestOf(List<CommentEntry> comments) {
        return comments.stream().sorted(NEWEST_FIRST).limit(SHOWN).toList();
    }

    Document toDocument() {
        return new Document("commentCount", commentCount)
                .append("newest", newest.stream().map(CommentEntry::toDocument).toList())
                .append("offset", offset);
    }

    static Discussion read(Document stored) {
        return new Discussion(
                stored.get("commentCount", Number.class).longValue(),
                stored.getList("newest", Document.class).stream()
                        .map(CommentEntry::read)
                        .toList(),
                stored.get("offset", Number.class).longValue());
    }
}
