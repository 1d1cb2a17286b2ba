package dev.reprise.cli.doctor;

import dev.reprise.cli.host.PortHolder;
import dev.reprise.cli.host.Ports;
import dev.reprise.cli.launch.Service;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import dev.reprise.cli.state.StateFolder;
import dev.reprise.cli.status.PartStatus;
import dev.reprise.cli.status.SystemStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether ports, state folder and running parts are as they should be.
final class StateChecks {
    private final StateFolder state;
    private final Optional<Run> run;

    StateChecks(StateFolder state) {
        this.state = state;
        this.run = state.run();
    }

    List<Check> all() throws InterruptedException {
        List<Check> checks = new ArrayList<>(ports());
        checks.add(folder());
        run.ifPresent(known -> checks.add(runFile(known)));
        if (run.isPresent()) {
            SystemStatus status = SystemStatus.of(run.get());
            for (PartStatus part : status.parts()) {
                checks.add(Check.of(
                        "parts",
                        part.state() == PartStatus.State.READY,
                        part.name() + " is " + part.state(),
                        "Read why: ./reprise logs " + part.name() + "; start what is missing: ./reprise up"));
            }
            checks.addAll(parked(status));
        }
        return checks;
    }

    private static List<Check> parked(SystemStatus status) {
        return status.parked().isEmpty()
                ? List.of(Check.good("parked", "no event is parked"))
                : status.parked().stream()
                        .map(parked -> Check.bad(
                                "parked",
                                "%s has %d parked keys, %d events wait"
                                        .formatted(parked.service(), parked.keys(), parked.events()),
                                "See why: ./reprise parked list; mend the code, then: ./reprise parked redrive --all"))
                        .toList();
    }

    private List<Check> ports() {
        int offset = run.map(Run::portOffset).orElse(0);
        return Service.ALL.stream()
                .map(service -> port(service, service.port() + offset))
                .toList();
    }

    private Check port(Service service, int port) {
        boolean ours = run.flatMap(known -> known.part(service.module()))
                .filter(RunningPart::isAlive)
                .isPresent();
        if (ours || Ports.isFree(port)) {
            return Check.good("ports", port + " for " + service.module() + (ours ? " is in use by it" : " is free"));
        }
        String holder = PortHolder.of(port).map(PortHolder::toString).orElse("a process that can't be seen from here");
        return Check.bad(
                "ports",
                port + " for " + service.module() + " is taken by " + holder,
                "Stop that process, or use other ports: ./reprise up --port-offset 100");
    }

    private Check folder() {
        Path path = state.path();
        if (Files.notExists(path)) {
            return Check.good("state", path + " will be made by the first `up`");
        }
        if (!state.isRecognised()) {
            return Check.bad("state", path + " is not a state folder", "Name another with --state.");
        }
        return Check.of(
                "state",
                Files.isWritable(path),
                path + (Files.isWritable(path) ? " can" : " can't") + " be written to",
                "Give yourself the right to: chmod -R u+w " + path);
    }

    private static Check runFile(Run run) {
        List<String> dead = run.parts().stream()
                .filter(part -> !part.isAlive())
                .map(part -> part.name() + " (pid " + part.process().pid() + ")")
                .toList();
        if (!run.anyAlive()) {
            return Check.bad(
                    "state",
                    "run.json tells of a system that has ended",
                    "Forget it: ./reprise down, or start again: ./reprise up");
        }
        return Check.of(
                "state",
                dead.isEmpty(),
                dead.isEmpty()
                        ? "run.json tells of processes that run"
                        : "run.json names processes that have ended: " + String.join(", ", dead),
                "Start them again: ./reprise up");
    }
}
