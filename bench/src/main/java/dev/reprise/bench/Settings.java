package dev.reprise.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How much is measured.
///
/// @param quick whether it is only to be seen that everything works: such figures mean nothing
/// @param rounds that count; each gives one value of every figure
/// @param events in a made-up history
/// @param threads of a rebuild
/// @param seed of the made-up history
record Settings(boolean quick, int rounds, int events, int threads, long seed) {

    /// @param rounds absent for the usual number, as is `events`
    static Settings of(boolean quick, @Nullable Integer rounds, @Nullable Integer events, int threads, long seed) {
        return new Settings(
                quick,
                rounds == null ? (quick ? 2 : 5) : rounds,
                events == null ? (quick ? 5_000 : 100_000) : events,
                threads,
                seed);
    }

    /// How long one stretch of load takes.
    Duration stretch() {
        return Duration.ofSeconds(quick ? 2 : 8);
    }

    /// How long whatever is put under load is warmed up.
    Duration warmUp() {
        return Duration.ofSeconds(quick ? 4 : 20);
    }

    /// One of two sizes.
    int size(int whole, int quickly) {
        return quick ? quickly : whole;
    }
}
