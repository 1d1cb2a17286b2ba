package dev.reprise.cli.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/// One store's file: opened so that nothing is written behind our back, and kept small.
///
/// [#tidy()] is called about once a second from one thread; the rest is safe for any thread.
final class StoreFile implements AutoCloseable {
    private static final int CACHE_MIB = 8;
    private static final Duration OPEN_COMPACTION = Duration.ofMillis(500);
    private static final Duration CLOSE_COMPACTION = Duration.ofSeconds(2);
    private static final int BUSY_FILL_PERCENT = 40;
    private static final int BUSY_REWRITE_BYTES = 1 << 20;
    private static final int IDLE_FILL_PERCENT = 70;
    private static final int IDLE_REWRITE_BYTES = 4 << 20;

    private final MVStore store;
    private final GroupCommit commits;
    private long changesSeen;
    private boolean tidied;

    private StoreFile(MVStore store) {
        this.store = store;
        this.commits = new GroupCommit(store);
    }

    /// Opens a file, or creates it. What was being written when a process died is left out: the file is as of its last
    /// whole commit.
    ///
    /// @throws MVStoreException when another process has it open, or it is damaged
    static StoreFile open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MIB)
                .open();
        // Space of superseded chunks is used again at once. That is safe against a kill (the last whole commit is never
        // overwritten) and keeps a file small that gets a commit for each write.
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return new StoreFile(store);
    }

    MVStore store() {
        return store;
    }

    GroupCommit commits() {
        return commits;
    }

    /// Runs one read. It holds on to the version of the file that it walks, so that no commit gives its pages away.
    <T> T read(Supplier<T> read) {
        MVStore.TxCounter version = store.registerVersionUsage();
        try {
            return read.get();
        } finally {
            store.deregisterVersionUsage(version);
        }
    }

    /// Rewrites half-empty parts of the file: a little while it is written to, more once it rests, and then nothing
    /// until the next write. What is rewritten leaves room for what comes. Whole parts are never moved together, as
    /// H2's `compactFile` does: that must have no reader beside it, and may break H2's own assertions even so.
    ///
    /// @throws MVStoreException when the file could not be written, now or before: it takes no writes any more
    void tidy() {
        MVStoreException failure = store.getPanicException();
        if (failure != null) {
            throw failure;
        }
        long changes = commits.changes();
        if (changes != changesSeen) {
            changesSeen = changes;
            tidied = false;
            commits.exclusively(() -> store.compact(BUSY_FILL_PERCENT, BUSY_REWRITE_BYTES));
        } else if (!tidied) {
            commits.exclusively(() -> tidied = !store.compact(IDLE_FILL_PERCENT, IDLE_REWRITE_BYTES));
        }
    }

    /// To be called once the backend has opened its collections: only those of open ones can be rewritten.
    void tidyAfterOpen() {
        commits.exclusively(() -> rewrite(OPEN_COMPACTION));
    }

    /// Waits for a change that is under way, compacts for up to two seconds and closes the file.
    @Override
    public void close() {
        commits.exclusively(() -> {
            rewrite(CLOSE_COMPACTION);
            store.close();
        });
    }

    private void rewrite(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        boolean rewritten = true;
        while (rewritten && System.nanoTime() - end < 0) {
            rewritten = store.compact(IDLE_FILL_PERCENT, IDLE_REWRITE_BYTES);
        }
    }
}
