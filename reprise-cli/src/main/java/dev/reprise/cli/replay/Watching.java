package dev.reprise.cli.replay;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.Terminal;
import dev.reprise.cli.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows a replay until it has ended or waits for a person. A query-service that goes away meanwhile is waited for: the
/// replay goes on where it was once that is back.
final class Watching {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Replays replays;
    private final QueryOption query;
    private final Instant deadline;
    private final Screen screen;

    Watching(Replays replays, QueryOption query, WatchOptions options) {
        this.replays = replays;
        this.query = query;
        this.deadline = options.deadline(Instant.now());
        this.screen = Terminal.isThere()
                ? new Screen.OnTerminal(query.err(), Terminal.width())
                : new Screen.Plain(query.err());
    }

    ExitCode toEnd(String id) throws InterruptedException {
        String again = "./reprise replay watch " + id;
        Thread farewell = new Thread(() -> query.say("\nThe replay goes on. Watch it again: " + again));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            JsonNode seen = replays.get(id);
            Instant answered = Instant.now();
            while (true) {
                if (seen != null) {
                    answered = Instant.now();
                    Replay replay = Replay.of(seen);
                    show(replay, seen);
                    Optional<Outcome> outcome = Outcome.of(replay, answered);
                    if (outcome.isPresent()) {
                        return ended(seen, outcome.get());
                    }
                } else if (Instant.now().isAfter(answered.plus(PATIENCE))) {
                    throw new CommandFailure(
                            ExitCode.NOT_REACHABLE,
                            "query-service doesn't answer any more. The replay goes on once it is back: " + again);
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new CommandFailure(
                            ExitCode.TIMED_OUT, "It has not ended yet. The replay goes on; watch it again: " + again);
                }
                Thread.sleep(BETWEEN_LOOKS);
                seen = look(id);
            }
        } finally {
            forget(farewell);
        }
    }

    private void show(Replay replay, JsonNode json) {
        screen.show(replay);
        if (query.format() == OutputFormat.ndjson
                && Outcome.of(replay, Instant.now()).isEmpty()) {
            query.json(json);
        }
    }

    private ExitCode ended(JsonNode json, Outcome outcome) {
        query.result(json, outcome);
        return outcome.exit();
    }

    /// Null when nothing answers, or the service is not itself yet.
    private @Nullable JsonNode look(String id) throws InterruptedException {
        try {
            return replays.get(id);
        } catch (CommandFailure away) {
            return null;
        } catch (Refusal refusal) {
            if (refusal.answer().status() >= 500) {
                return null;
            }
            throw refusal;
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // then it says its word
        }
    }
}
