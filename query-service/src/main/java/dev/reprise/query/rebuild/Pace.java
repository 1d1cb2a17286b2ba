package dev.reprise.query.rebuild;

import dev.reprise.query.model.AfterBulk;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Holds a rebuild back: to a number of events in a second, and, while people read, to a share of its time. With
/// nobody reading and no limit it holds nothing back. Shared by the rebuild's threads.
public final class Pace implements AfterBulk {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// So few that nobody waits long behind a bulk.
    private static final int DOCUMENTS_BESIDE_READERS = 50;

    private final double eventsPerSecond;
    private final BooleanSupplier readers;
    private final double restPerWork;
    private long next = System.nanoTime();

    /// @param eventsPerSecond at most that many; 0 for no limit
    /// @param readers whether people are reading right now
    /// @param share how much of its time a thread may work while they do, above 0 and up to 1
    public Pace(double eventsPerSecond, BooleanSupplier readers, double share) {
        this.eventsPerSecond = eventsPerSecond;
        this.readers = readers;
        this.restPerWork = (1 - share) / share;
    }

    /// No limit at all.
    public static Pace unlimited() {
        return new Pace(0, () -> false, 1);
    }

    /// Some events have been folded: waits until more may be.
    ///
    /// @param worked how many nanoseconds that took
    void folded(int events, long worked) {
        long wait = isBesideReaders() ? (long) (worked * restPerWork) : 0;
        rest(Math.max(wait, eventsPerSecond > 0 ? untilNext(events) : 0));
    }

    private synchronized long untilNext(int events) {
        long now = System.nanoTime();
        next = Math.max(next, now) + (long) (events * SECOND / eventsPerSecond);
        return next - now;
    }

    @Override
    public void wrote(long nanoseconds) {
        folded(0, nanoseconds);
    }

    @Override
    public int documents() {
        return isBesideReaders() ? DOCUMENTS_BESIDE_READERS : AfterBulk.super.documents();
    }

    private boolean isBesideReaders() {
        return restPerWork > 0 && readers.getAsBoolean();
    }

    private static void rest(long nanoseconds) {
        if (nanoseconds > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanoseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
