package dev.reprise.cli.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.parked.Parked;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// All parts as they are now.
///
/// @param memoryMiB what they hold together
/// @param parked events that services could not apply
public record SystemStatus(List<PartStatus> parts, long memoryMiB, List<Parked> parked) {

    /// Asks every part; takes at most 2 s for each that doesn't answer.
    public static SystemStatus of(Run run) throws InterruptedException {
        List<PartStatus> parts = new ArrayList<>();
        try (Readiness readiness = new Readiness()) {
            for (RunningPart part : run.parts()) {
                parts.add(PartStatus.of(part, readiness, Instant.now()));
            }
        }
        Set<String> ready = parts.stream()
                .filter(part -> part.state() == PartStatus.State.READY)
                .map(PartStatus::name)
                .collect(Collectors.toSet());
        return new SystemStatus(
                parts,
                parts.stream().mapToLong(PartStatus::memoryMiB).sum(),
                Parked.of(run, part -> ready.contains(part.name())));
    }

    @JsonIgnore
    public boolean isReady() {
        return parts.stream().allMatch(part -> part.state() == PartStatus.State.READY);
    }
}
