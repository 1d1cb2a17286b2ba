package dev.reprise.bench.load;

import java.io.IOException;
import java.time.Duration;

/// Sends requests as fast as they are answered.
public interface LoadGenerator {

    /// What it is, for the report.
    String name();

    /// Returns when the time is over and the last answers are there.
    ///
    /// @throws IOException when it could not run at all; requests that fail are counted instead
    Throughput run(HttpLoad load, Duration duration) throws IOException, InterruptedException;

    /// `wrk` if it is installed, because it takes the least of the processors that the services need too.
    static LoadGenerator best() throws InterruptedException {
        return Wrk.installed().<LoadGenerator>map(wrk -> wrk).orElseGet(InProcess::new);
    }
}
