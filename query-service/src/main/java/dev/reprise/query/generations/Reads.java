package dev.reprise.query.generations;

import java.time.Duration;
import org.springframework.stereotype.Component;

/// Whether people are reading from this instance. Thread-safe.
@Component
public class Reads {

    private volatile long last = System.nanoTime() - Duration.ofDays(1).toNanos();

    /// A request for the read model has come in.
    void seen() {
        last = System.nanoTime();
    }

    /// Whether one has come in within that time.
    public boolean within(Duration time) {
        return System.nanoTime() - last < time.toNanos();
    }
}
