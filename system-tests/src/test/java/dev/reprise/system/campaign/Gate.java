package dev.reprise.system.campaign;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets operations begin up to a number that is raised as faults are healed, so that every fault meets its share of
/// them, however fast the machine is. Thread-safe.
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int begun;
    private int limit;

    /// Waits until one more operation may begin.
    void pass() throws InterruptedException {
        lock.lock();
        try {
            while (begun >= limit) {
                changed.await();
            }
            begun++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets operations begin until that many have.
    void open(int upTo) {
        lock.lock();
        try {
            limit = upTo;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets no further operation begin.
    void close() {
        open(0);
    }

    /// Waits until that many have begun.
    ///
    /// @return whether they have, in time
    boolean awaitBegun(int count, Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (begun < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return begun >= count;
        } finally {
            lock.unlock();
        }
    }

    /// Holds the caller for that long, whatever happens at the gate.
    void hold(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
