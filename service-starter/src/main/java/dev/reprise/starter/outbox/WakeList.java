package dev.reprise.starter.outbox;

import dev.reprise.starter.outbox.Outboxes.Address;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The aggregates that have something to publish, each once, in the order in which they were noticed, with their
/// event where it is known to be the only one noticed. Bounded in number and in the size of what is kept of
/// events: an address that does not fit is left to the sweep, an event that does not fit to a look into the
/// store. Thread-safe.
final class WakeList {

    /// How many addresses are kept at the most.
    static final int MOST = 50_000;

    /// How many characters of events are kept at the most.
    static final int MOST_CHARACTERS = 2_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Address, Optional<OutboxEntry>> addresses = new LinkedHashMap<>();
    private int characters;
    private boolean overflowed;
    private boolean closed;

    /// What waits there has to be looked up.
    void add(Address address) {
        add(address, Optional.empty());
    }

    /// This event waits there, and maybe others.
    void add(Address address, OutboxEntry entry) {
        add(address, Optional.of(entry));
    }

    private void add(Address address, Optional<OutboxEntry> entry) {
        lock.lock();
        try {
            Optional<OutboxEntry> noticed = addresses.get(address);
            if (noticed != null) {
                characters -= characters(noticed);
                addresses.put(address, Optional.empty());
            } else if (addresses.size() < MOST) {
                boolean fits = characters + characters(entry) <= MOST_CHARACTERS;
                addresses.put(address, fits ? entry : Optional.empty());
                characters += fits ? characters(entry) : 0;
                changed.signal();
            } else {
                overflowed = true;
            }
        } finally {
            lock.unlock();
        }
    }

    private static int characters(Optional<OutboxEntry> entry) {
        return entry.map(known -> known.event().data().length()).orElse(0);
    }

    /// The next addresses, at most `limit`; waits for the first at most `wait`, and not at all once closed.
    Map<Address, Optional<OutboxEntry>> take(int limit, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (addresses.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Map<Address, Optional<OutboxEntry>> taken = new LinkedHashMap<>();
            Iterator<Map.Entry<Address, Optional<OutboxEntry>>> next =
                    addresses.entrySet().iterator();
            while (next.hasNext() && taken.size() < limit) {
                Map.Entry<Address, Optional<OutboxEntry>> first = next.next();
                taken.put(first.getKey(), first.getValue());
                characters -= characters(first.getValue());
                next.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Whether, since this was asked last, something did not fit, and now would.
    boolean hasRoomAgain() {
        lock.lock();
        try {
            boolean hasRoomAgain = overflowed && addresses.isEmpty();
            overflowed = overflowed && !hasRoomAgain;
            return hasRoomAgain;
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
