package dev.reprise.starter.outbox;

import dev.reprise.starter.outbox.Outboxes.Address;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The aggregates that have something to publish, each once, in the order in which they were noticed. Bounded:
/// what does not fit is left to the sweep. Thread-safe.
final class WakeList {

    /// How many addresses are kept at the most.
    static final int MOST = 50_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Address> addresses = new LinkedHashSet<>();
    private boolean closed;

    void add(Address address) {
        lock.lock();
        try {
            if (addresses.size() < MOST && addresses.add(address)) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The next addresses, at most `limit`; waits for the first at most `wait`, and not at all once closed.
    Set<Address> take(int limit, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (addresses.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Set<Address> taken = new LinkedHashSet<>();
            Iterator<Address> next = addresses.iterator();
            while (next.hasNext() && taken.size() < limit) {
                taken.add(next.next());
                next.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody wait any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return addresses.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        return size() == 0;
    }
}
