package dev.reprise.cli.caughtup;

import dev.reprise.cli.http.Answer;
import dev.reprise.cli.http.ServiceClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Waits until readers see one write.
///
/// @param token opaque: it is sent as it is
record TokenVisible(ServiceClient query, String token) {
    private static final long LONGEST_WAIT = 2_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// @return what is behind still; empty when the write is visible
    /// @throws dev.reprise.cli.CommandFailure USAGE when the token is none, NOT_REACHABLE when nothing answers
    List<Behind> await(Instant deadline) throws InterruptedException {
        while (true) {
            long left = Math.clamp(Duration.between(Instant.now(), deadline).toMillis(), 0, LONGEST_WAIT);
            Answer answer = query.send("GET", "/posts?limit=1&wait=" + left, null, Map.of("Consistency-Token", token));
            if (answer.isSuccess()) {
                return List.of();
            }
            if (answer.status() != 503) {
                throw answer.failure();
            }
            if (!Instant.now().isBefore(deadline)) {
                return List.of(Behind.because("query-service", answer.detail()));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }
}
