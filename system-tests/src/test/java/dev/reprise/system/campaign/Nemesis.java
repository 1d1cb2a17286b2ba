package dev.reprise.system.campaign;

import static dev.reprise.system.Patience.patiently;

import dev.reprise.system.Answer;
import dev.reprise.system.Api;
import dev.reprise.system.EmbeddedSystem;
import dev.reprise.system.Replays;
import dev.reprise.system.campaign.Remains.Rebuild;
import dev.reprise.system.campaign.Violation.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Does the faults of a plan to the system while clients work, heals each, and measures how long the system then takes
/// until it has caught up. Used by one thread; what it noted is asked for afterwards.
final class Nemesis {

    private static final Duration LONGEST_WAIT_FOR_CLIENTS = Duration.ofMinutes(2);

    /// @param recovery from the beginning of the healing, a start of processes included, until everything has caught
    /// up
    record Suffered(Fault fault, Duration recovery) {}

    private final EmbeddedSystem system;
    private final Map<String, TcpProxy> proxies;
    private final Gate gate;
    private final Quiet quiet;
    private final Replays replays;
    private final List<Suffered> suffered = new ArrayList<>();
    private final List<Rebuild> rebuilds = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();

    /// @param proxies between each service and its store
    Nemesis(EmbeddedSystem system, Map<String, TcpProxy> proxies, Gate gate, Quiet quiet) {
        this.system = system;
        this.proxies = proxies;
        this.gate = gate;
        this.quiet = quiet;
        this.replays = new Replays(new Api(system));
    }

    List<Suffered> suffered() {
        return suffered;
    }

    List<Rebuild> rebuilds() {
        return rebuilds;
    }

    List<Violation> violations() {
        return violations;
    }

    /// Does everything. However it ends, the gate is open and nothing is held back afterwards.
    ///
    /// @param operations how many the clients do; they are spread over the faults
    void work(List<Fault> faults, int operations) throws InterruptedException {
        int share = operations / (faults.size() + 1);
        try {
            int begun = 0;
            for (Fault fault : faults) {
                gate.open(begun + share);
                int first = begun + (int) (share * fault.after());
                if (!gate.awaitBegun(first, LONGEST_WAIT_FOR_CLIENTS)) {
                    throw new IllegalStateException("clients are stuck before operation " + first);
                }
                suffer(fault);
                begun += share;
            }
        } finally {
            proxies.values().forEach(TcpProxy::heal);
            gate.open(operations);
        }
    }

    private void suffer(Fault fault) throws InterruptedException {
        List<TcpProxy> links = fault.parts().stream()
                .flatMap(part -> Stream.ofNullable(proxies.get(part)))
                .toList();
        long healing = switch (fault.kind()) {
            case KILL, KILL_TWO -> {
                fault.parts().forEach(system::kill);
                gate.hold(fault.hold());
                long start = System.nanoTime();
                system.startWhatIsMissing();
                yield start;
            }
            case PAUSE -> {
                try {
                    fault.parts().forEach(system::pause);
                    gate.hold(fault.hold());
                } finally {
                    fault.parts().forEach(system::resume);
                }
                yield System.nanoTime();
            }
            case CUT -> {
                links.forEach(TcpProxy::cut);
                gate.hold(fault.hold());
                links.forEach(TcpProxy::heal);
                yield System.nanoTime();
            }
            case SLOW -> {
                links.forEach(link -> link.slow(fault.delay()));
                gate.hold(fault.hold());
                links.forEach(TcpProxy::heal);
                yield System.nanoTime();
            }
            case REPLAY -> {
                rebuilds.add(rebuild("replay and cutover under load", Map.of("cutover", "auto"), "live"));
                yield System.nanoTime();
            }
        };
        gate.close();
        String behind = quiet.awaitCaughtUp();
        if (!behind.isEmpty()) {
            violations.add(new Violation(Check.NOT_RECOVERED, "after %s: %s".formatted(fault, behind)));
        }
        suffered.add(new Suffered(fault, Duration.ofNanos(System.nanoTime() - healing)));
    }

    /// Rebuilds beside the live model when all is quiet, and gives up what was built.
    Rebuild dryRun() {
        return rebuild("dry run afterwards", Map.of("dryRun", true), "ready");
    }

    private Rebuild rebuild(String what, Map<String, ?> plan, String end) {
        UUID replay = start(plan);
        JsonNode ended = patiently().until(() -> replays.get(replay), seen -> {
            String state = seen.path("state").asString();
            return state.equals(end) || state.equals("failed") || (state.equals("ready") && differences(seen) > 0);
        });
        String state = ended.path("state").asString();
        if (state.equals("ready")) {
            replays.canceling(replay).send().expect(204);
        }
        return new Rebuild(what, state, ended.path("diff").path("compared").asLong(), differences(ended));
    }

    private UUID start(Map<String, ?> plan) {
        Answer started = patiently().until(() -> replays.starting(plan).send(), answer -> answer.status() == 202);
        return started.id();
    }

    private static long differences(JsonNode replay) {
        JsonNode diff = replay.path("diff");
        return diff.path("missing").asLong()
                + diff.path("extra").asLong()
                + diff.path("changed").asLong();
    }
}
