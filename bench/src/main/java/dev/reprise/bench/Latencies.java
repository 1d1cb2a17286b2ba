package dev.reprise.bench;

import java.util.List;

/// How long things took; readers from the moment at which they were to be sent: one that had to wait for its turn
/// waited.
///
/// @param nanoseconds ascending
record Latencies(List<Long> nanoseconds, long failed, long empty) {

    Latencies {
        nanoseconds = nanoseconds.stream().sorted().toList();
    }

    /// Of what cannot fail.
    static Latencies of(List<Long> nanoseconds) {
        return new Latencies(nanoseconds, 0, 0);
    }

    /// The least of them that `percent` of all do not exceed, in milliseconds.
    double percentile(double percent) {
        if (nanoseconds.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        int rank = (int) Math.ceil(percent / 100 * nanoseconds.size());
        return nanoseconds.get(Math.max(rank, 1) - 1) / 1e6;
    }

    int count() {
        return nanoseconds.size();
    }
}
