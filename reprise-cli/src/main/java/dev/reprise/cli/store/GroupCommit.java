package dev.reprise.cli.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/// Writes changes to a store's file before anyone is told about them; whoever waits at the same time shares one commit.
///
/// Each change takes the next ticket. A waiter whose ticket isn't durable yet either becomes the one that
/// commits, for all tickets given so far, or waits for the one that is at it. Safe for any number of threads.
final class GroupCommit {
    private final MVStore store;
    /// Shared by changes, exclusive for a commit, so that a commit never holds half of a change. Fair: changes
    /// that came before a commit are in it, those that come during it go together into the next.
    private final ReentrantReadWriteLock changes = new ReentrantReadWriteLock(true);

    private final AtomicLong changed = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock();
    private final Condition committed = turn.newCondition();
    private boolean committing;
    private volatile long durable;

    GroupCommit(MVStore store) {
        this.store = store;
    }

    /// Runs one change. It is durable once [#awaitDurable()] has returned afterwards, also when it failed halfway.
    <T> T change(Supplier<T> change) {
        changes.readLock().lock();
        try {
            // Before it begins: from then on somebody may read what it has written so far.
            changed.incrementAndGet();
            return change.get();
        } finally {
            changes.readLock().unlock();
        }
    }

    /// Returns when every change that had begun before this call is in the file. At once when there is none to
    /// wait for, so readers may call it too: then nobody is shown what a kill could take back.
    ///
    /// @throws org.h2.mvstore.MVStoreException when the file can't be written; nothing may be acknowledged then
    void awaitDurable() {
        long ticket = changed.get();
        if (durable >= ticket) {
            return;
        }
        turn.lock();
        try {
            while (durable < ticket) {
                if (committing) {
                    committed.awaitUninterruptibly();
                } else {
                    commitForAll();
                }
            }
        } finally {
            turn.unlock();
        }
    }

    private void commitForAll() {
        committing = true;
        turn.unlock();
        try {
            exclusively(() -> {
                long upTo = changed.get();
                store.commit();
                durable = upTo;
            });
        } finally {
            turn.lock();
            committing = false;
            committed.signalAll();
        }
    }

    /// Runs an action while no change and no commit is under way.
    void exclusively(Runnable action) {
        changes.writeLock().lock();
        try {
            action.run();
        } finally {
            changes.writeLock().unlock();
        }
    }

    /// How many changes have begun; for telling whether the store is idle.
    long changes() {
        return changed.get();
    }
}
