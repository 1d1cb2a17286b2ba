package dev.reprise.cli.status;

import dev.reprise.cli.host.ResidentMemory;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.state.RunningPart;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// One part as it is now.
///
/// @param state whether it can be used
/// @param memoryMiB resident memory; 0 when it is dead or the system doesn't say
/// @param uptimeSeconds since its process started; 0 when it is dead
public record PartStatus(
        String name,
        State state,
        long pid,
        Map<String, Integer> ports,
        String url,
        long memoryMiB,
        long uptimeSeconds) {
    private static final Duration STARTING = Duration.ofSeconds(30);

    /// What a part can be in; one that isn't ready counts as starting during its first 30 seconds.
    public enum State {
        READY("ready"),
        STARTING("starting"),
        NOT_READY("not ready"),
        DEAD("dead");

        private final String text;

        State(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static PartStatus of(RunningPart part, Readiness readiness, Instant now) throws InterruptedException {
        long pid = part.process().pid();
        if (!part.isAlive()) {
            return new PartStatus(part.name(), State.DEAD, pid, part.ports(), part.url(), 0, 0);
        }
        Duration uptime = Duration.between(part.process().started(), now);
        return new PartStatus(
                part.name(),
                state(readiness.isReady(part), uptime),
                pid,
                part.ports(),
                part.url(),
                ResidentMemory.mebibytes(pid).orElse(0),
                Math.max(0, uptime.toSeconds()));
    }

    private static State state(boolean ready, Duration uptime) {
        if (ready) {
            return State.READY;
        }
        return uptime.compareTo(STARTING) < 0 ? State.STARTING : State.NOT_READY;
    }
}
