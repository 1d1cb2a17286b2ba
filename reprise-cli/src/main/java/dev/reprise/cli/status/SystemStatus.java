package dev.reprise.cli.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.reprise.cli.launch.Readiness;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// All parts as they are now.
///
/// @param memoryMiB what they hold together
public record SystemStatus(List<PartStatus> parts, long memoryMiB) {

    /// Asks every part; takes at most 2 s for each that doesn't answer.
    public static SystemStatus of(Run run) throws InterruptedException {
        List<PartStatus> parts = new ArrayList<>();
        try (Readiness readiness = new Readiness()) {
            for (RunningPart part : run.parts()) {
                parts.add(PartStatus.of(part, readiness, Instant.now()));
            }
        }
        return new SystemStatus(
                parts, parts.stream().mapToLong(PartStatus::memoryMiB).sum());
    }

    @JsonIgnore
    public boolean isReady() {
        return parts.stream().allMatch(part -> part.state() == PartStatus.State.READY);
    }
}
