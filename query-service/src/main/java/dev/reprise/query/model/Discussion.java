package dev.reprise.query.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
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

    private static final Comparator<CommentEntry> NEWEST_FIRST =
            Comparator.comparing(CommentEntry::commentId, TextOrder.OF_IDS.reversed());

    /// The discussion after one of its comments changed by the event at `at`; null when that is in here
    /// already.
    @Nullable
    Discussion after(@Nullable CommentEntry before, @Nullable CommentEntry now, long at) {
        if (at <= offset) {
            return null;
        }
        UUID gone = before != null && before.isShown() ? before.commentId() : null;
        CommentEntry come = now != null && now.isShown() ? now : null;
        if (gone == null && come == null) {
            return new Discussion(commentCount, newest, at);
        }
        List<CommentEntry> shown = new ArrayList<>(newest);
        shown.removeIf(comment -> comment.commentId().equals(gone));
        if (come != null && (hasAll() || isAmongNewest(come))) {
            shown.add(come);
        }
        return new Discussion(commentCount - (gone == null ? 0 : 1) + (come == null ? 0 : 1), newestOf(shown), at);
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

    Discussion withNewest(Collection<CommentEntry> comments) {
        return new Discussion(commentCount, newestOf(comments), offset);
    }

    private static List<CommentEntry> newestOf(Collection<CommentEntry> comments) {
        return comments.stream().sorted(NEWEST_FIRST).limit(SHOWN).toList();
    }

    /// About how much memory it takes; its comments are counted where they are kept.
    int bytes() {
        return Footprint.ENTRY;
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
