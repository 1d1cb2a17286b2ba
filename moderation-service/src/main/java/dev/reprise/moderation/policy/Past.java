package dev.reprise.moderation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What one author wrote, as far as rules look back. Whatever the order in which submissions are noted, and however
/// often, the result is the same. Immutable and bounded.
///
/// @param first the author's first comments, the oldest first, at most [#FIRST]
/// @param recent what the author wrote last, the oldest first: at most [#RECENT], of at most [#WINDOW]
public record Past(List<Entry> first, List<Entry> recent) {

    /// How many comments an author can be called new for.
    public static final int FIRST = 100;

    static final int RECENT = 200;
    static final Duration WINDOW = Duration.ofHours(24);

    /// Nothing is known of the author.
    public static final Past NONE = new Past(List.of(), List.of());

    private static final Comparator<Entry> BY_TIME = Comparator.comparing(Entry::writtenAt)
            .thenComparing(Entry::commentId)
            .thenComparingInt(Entry::revision);

    /// One revision of one comment.
    ///
    /// @param digest see [Content#digest]
    public record Entry(UUID commentId, int revision, Instant writtenAt, String digest) {

        boolean isSameAs(Entry other) {
            return commentId.equals(other.commentId) && revision == other.revision;
        }
    }

    public Past {
        first = List.copyOf(first);
        recent = List.copyOf(recent);
    }

    /// The past with this in it as well.
    public Past with(Entry entry) {
        List<Entry> opened = entry.revision() == 1 ? merged(first, entry) : first;
        List<Entry> written = merged(recent, entry);
        Instant oldest = written.getLast().writtenAt().minus(WINDOW);
        return new Past(
                opened.subList(0, Math.min(FIRST, opened.size())),
                written.stream()
                        .skip(Math.max(0, written.size() - RECENT))
                        .filter(kept -> !kept.writtenAt().isBefore(oldest))
                        .toList());
    }

    /// A revision that is noted again, at another time, was written at the earlier one.
    private static List<Entry> merged(List<Entry> entries, Entry added) {
        Entry earliest = added;
        List<Entry> merged = new ArrayList<>(entries.size() + 1);
        for (Entry entry : entries) {
            if (entry.isSameAs(added)) {
                earliest = BY_TIME.compare(entry, added) <= 0 ? entry : added;
            } else {
                merged.add(entry);
            }
        }
        merged.add(earliest);
        merged.sort(BY_TIME);
        return merged;
    }

    /// How many comments the author had begun before this one, as far as [#FIRST].
    int openedBefore(UUID commentId) {
        for (int rank = 0; rank < first.size(); rank++) {
            if (first.get(rank).commentId().equals(commentId)) {
                return rank;
            }
        }
        return first.size();
    }

    /// What the author wrote of other comments, no longer before `submission` than `time`.
    ///
    /// @param time at most [#WINDOW]
    Stream<Entry> before(Submission submission, Duration time) {
        Entry now = new Entry(submission.commentId(), submission.revision(), submission.writtenAt(), "");
        Instant since = submission.writtenAt().minus(time);
        return recent.stream()
                .filter(entry -> BY_TIME.compare(entry, now) < 0)
                .filter(entry -> entry.writtenAt().isAfter(since))
                .filter(entry -> !entry.commentId().equals(submission.commentId()));
    }
}
