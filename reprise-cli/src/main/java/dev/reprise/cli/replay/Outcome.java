package dev.reprise.cli.replay;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.watching.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a replay ended, or where it waits for a person.
///
/// @param text what happened and what to do next
record Outcome(ExitCode exit, String text) {

    /// Empty while it goes on by itself.
    static Optional<Outcome> of(Replay replay, Instant now) {
        return switch (replay.state()) {
            case PLANNED, REPLAYING, CATCHING_UP, UNKNOWN -> Optional.empty();
            case READY -> ready(replay);
            case LIVE -> Optional.of(new Outcome(ExitCode.DONE, live(replay, now)));
            case CANCELED ->
                Optional.of(new Outcome(
                        ExitCode.FAILED,
                        "The replay was canceled; what was live still is. Another one: ./reprise replay start"));
            case FAILED ->
                Optional.of(new Outcome(
                        ExitCode.FAILED,
                        "The replay failed%s. What was live still is. Mend that, then: ./reprise replay start"
                                .formatted(replay.reason() == null ? "" : ": " + trimmed(replay.reason()))));
            case ROLLED_BACK ->
                Optional.of(new Outcome(
                        ExitCode.FAILED,
                        "Generation %d was switched in and rolled back. Another one: ./reprise replay start"
                                .formatted(replay.generation())));
        };
    }

    private static String trimmed(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }

    private static Optional<Outcome> ready(Replay replay) {
        if (replay.isPart()) {
            return Optional.of(new Outcome(
                    ExitCode.DONE,
                    "Generation %d, a model of a part of history, is ready: read it with ?generation=%d. Drop it: %s"
                            .formatted(replay.generation(), replay.generation(), command("cancel", replay))));
        }
        if (replay.diff() == null) {
            return replay.waitsFor() == null && replay.endedAt() == null
                    ? Optional.empty()
                    : Optional.of(new Outcome(
                            ExitCode.DONE,
                            "Generation %d is ready. Switch: %s"
                                    .formatted(replay.generation(), command("cutover", replay))));
        }
        if (replay.differs()) {
            return Optional.of(new Outcome(ExitCode.DIFFERENCES, different(replay)));
        }
        if (replay.dryRun()) {
            return Optional.of(new Outcome(
                    ExitCode.DONE,
                    "The dry run found no differences in %,d documents. Drop its model: %s"
                            .formatted(replay.diff().compared(), command("cancel", replay))));
        }
        return replay.isManual() || replay.waitsFor() != null
                ? Optional.of(new Outcome(
                        ExitCode.DONE,
                        "Generation %d is ready and equals the live one in all %,d documents. Switch: %s"
                                .formatted(replay.generation(), replay.diff().compared(), command("cutover", replay))))
                : Optional.empty();
    }

    private static String different(Replay replay) {
        String what =
                "The rebuilt model differs from the live one: " + replay.diff() + ".\nLook: " + command("diff", replay);
        return replay.dryRun()
                ? what + "\nDrop its model: " + command("cancel", replay)
                : what + "\nSwitch all the same: " + command("cutover", replay) + "\nDrop it: "
                        + command("cancel", replay);
    }

    private static String live(Replay replay, Instant now) {
        String live = "Generation %d is live.".formatted(replay.generation());
        if (replay.rollbackUntil() == null || !replay.rollbackUntil().isAfter(now)) {
            return live + " The one before is gone.";
        }
        Duration left = Duration.between(now, replay.rollbackUntil());
        return live
                + " The one before is kept until %s (%s left). Go back: %s"
                        .formatted(
                                replay.rollbackUntil(),
                                Figures.duration(left.toSeconds()),
                                command("rollback", replay));
    }

    private static String command(String name, Replay replay) {
        return "./reprise replay " + name + " " + replay.id();
    }
}
