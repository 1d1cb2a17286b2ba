package dev.reprise.system.campaign;

import dev.reprise.system.RunningSystem;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Something that is done to the running system.
///
/// @param parts to which of its parts; none for a replay
/// @param hold how long it lasts
/// @param delay of each piece on a slow connection
/// @param after how much of the operations between the fault before and the next begin first, 0 to 1
record Fault(Kind kind, List<String> parts, Duration hold, Duration delay, double after) {

    enum Kind {
        /// SIGKILL, and a start after the hold.
        KILL("SIGKILL"),
        /// The same of two parts at once.
        KILL_TWO("SIGKILL of two"),
        /// SIGSTOP past the session timeout, then SIGCONT.
        PAUSE("SIGSTOP"),
        /// A service's connections to its store are broken, and refused for that long.
        CUT("connection cut"),
        /// They are slow for that long.
        SLOW("connection slow"),
        /// The read model is rebuilt and switched.
        REPLAY("replay and cutover");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static final List<String> PARTS = Stream.concat(
                    RunningSystem.SERVICES.stream(), Stream.of(RunningSystem.BROKER, RunningSystem.STORE))
            .toList();

    /// How often each kind comes, in hundredths.
    private static final int KILLS = 40;

    private static final int DOUBLE_KILLS = 50;
    private static final int PAUSES = 65;
    private static final int CUTS = 80;
    private static final int SLOWS = 90;

    /// Longer than consumers may be silent before they lose their partitions: `session.timeout.ms` is 10 s.
    private static final int SHORTEST_PAUSE_MILLISECONDS = 11_000;

    static Fault drawn(RandomGenerator random) {
        double after = 0.1 + 0.6 * random.nextDouble();
        Duration hold = Duration.ofMillis(random.nextInt(2_000));
        String part = any(PARTS, random);
        String service = any(RunningSystem.SERVICES, random);
        int kind = random.nextInt(100);
        if (kind < KILLS) {
            return new Fault(Kind.KILL, List.of(part), hold, Duration.ZERO, after);
        } else if (kind < DOUBLE_KILLS) {
            String other = PARTS.get((PARTS.indexOf(part) + 1 + random.nextInt(PARTS.size() - 1)) % PARTS.size());
            return new Fault(Kind.KILL_TWO, List.of(part, other), hold, Duration.ZERO, after);
        } else if (kind < PAUSES) {
            Duration past = hold.plusMillis(SHORTEST_PAUSE_MILLISECONDS);
            return new Fault(Kind.PAUSE, List.of(part), past, Duration.ZERO, after);
        } else if (kind < CUTS) {
            return new Fault(Kind.CUT, List.of(service), hold.plusSeconds(2), Duration.ZERO, after);
        } else if (kind < SLOWS) {
            Duration delay = Duration.ofMillis(20 + random.nextInt(400));
            return new Fault(Kind.SLOW, List.of(service), hold.plusSeconds(3), delay, after);
        }
        return new Fault(Kind.REPLAY, List.of(), Duration.ZERO, Duration.ZERO, after);
    }

    private static <T> T any(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
