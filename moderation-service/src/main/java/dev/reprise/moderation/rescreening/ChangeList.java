package dev.reprise.moderation.rescreening;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The changes of one run while it is at work. Not thread-safe.
final class ChangeList {

    private final Changes changes;
    private final UUID run;
    private final Set<UUID> comments = new HashSet<>();
    private final List<Change> last = new ArrayList<>();
    private int chunk;
    private boolean isWritten = true;

    ChangeList(Changes changes, UUID run) {
        this.changes = changes;
        this.run = run;
    }

    /// Adds one, to be written with the next [#flush] or before.
    void add(Change change) {
        comments.add(change.commentId());
        last.add(change);
        isWritten = false;
        if (last.size() == Changes.CHUNK) {
            flush();
            last.clear();
            chunk++;
        }
    }

    /// Returns when all that was added is stored.
    void flush() {
        if (!isWritten) {
            changes.write(run, chunk, last);
            isWritten = true;
        }
    }

    /// Whether a change of that comment is in the list.
    boolean has(UUID commentId) {
        return comments.contains(commentId);
    }
}
