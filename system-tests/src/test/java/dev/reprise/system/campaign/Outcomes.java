package dev.reprise.system.campaign;

import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.Nemesis.Suffered;
import java.time.Duration;
import java.util.List;

/// How one run ended.
///
/// @param readsWithoutAnswer reads that were not answered, or were told to come again; they are not in the history
/// @param events how many stand on the topics, copies included
record Outcomes(
        long seed,
        int operations,
        History history,
        int readsWithoutAnswer,
        int events,
        List<Suffered> suffered,
        List<Violation> violations,
        Duration took) {

    long writes(Outcome outcome) {
        return history.writes().stream()
                .filter(write -> write.outcome() == outcome)
                .count();
    }
}
