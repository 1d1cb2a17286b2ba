package dev.reprise.cli.watching;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.Terminal;
import dev.reprise.cli.http.Refusal;
import dev.reprise.cli.http.ServiceOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Shows what a service is at work on, on standard error, until it has ended or waits for a person. A service that
/// goes away meanwhile is waited for: the work goes on where it was once that is back.
public final class Watch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServiceOption service;
    private final String what;
    private final String again;
    private final Instant deadline;
    private final Screen screen;

    /// Asks for it as it is now.
    public interface Look {
        JsonNode now() throws InterruptedException;
    }

    /// @param what it is called, as `The replay`
    /// @param again the command that watches it again
    public Watch(ServiceOption service, String what, String again, WatchOptions options) {
        this.service = service;
        this.what = what;
        this.again = again;
        this.deadline = options.deadline(Instant.now());
        this.screen = Terminal.isThere()
                ? new Screen.OnTerminal(service.err(), Terminal.width())
                : new Screen.Plain(service.err());
    }

    /// Returns it as it was when it had ended.
    ///
    /// @param underWay takes it each time it is looked at before
    /// @throws CommandFailure TIMED_OUT, or NOT_REACHABLE when the service stays away for a minute
    public JsonNode toEnd(Look look, Function<JsonNode, Watched> reading, Consumer<JsonNode> underWay)
            throws InterruptedException {
        Thread farewell = new Thread(() -> service.say("\n" + what + " goes on. Watch it again: " + again));
        Runtime.getRuntime().addShutdownHook(farewell);
        try {
            JsonNode seen = look.now();
            Instant answered = Instant.now();
            while (true) {
                if (seen != null) {
                    answered = Instant.now();
                    Watched watched = reading.apply(seen);
                    screen.show(watched);
                    if (watched.hasEnded()) {
                        return seen;
                    }
                    underWay.accept(seen);
                } else if (Instant.now().isAfter(answered.plus(PATIENCE))) {
                    throw new CommandFailure(
                            ExitCode.NOT_REACHABLE,
                            service.service() + " doesn't answer any more. " + what + " goes on once it is back: "
                                    + again);
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new CommandFailure(
                            ExitCode.TIMED_OUT, "It has not ended yet. " + what + " goes on; watch it again: " + again);
                }
                Thread.sleep(BETWEEN_LOOKS);
                seen = patiently(look);
            }
        } finally {
            forget(farewell);
        }
    }

    /// Null when nothing answers, or the service is not itself yet.
    private static @Nullable JsonNode patiently(Look look) throws InterruptedException {
        try {
            return look.now();
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
