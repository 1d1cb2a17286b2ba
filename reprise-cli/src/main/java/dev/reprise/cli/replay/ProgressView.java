package dev.reprise.cli.replay;

import dev.reprise.cli.replay.Replay.Part;
import dev.reprise.cli.watching.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How a replay's progress looks: a replay in, lines out.
final class ProgressView {
    private static final int BAR = 30;
    private static final int SHORT_BAR = 14;
    private static final int MOST_PARTITIONS = 8;

    private ProgressView() {}

    /// For a terminal: the whole with a bar, then the partitions that are under way, those with most left first.
    ///
    /// @param width no line is longer
    static List<String> lines(Replay replay, int width) {
        List<String> lines = new ArrayList<>();
        lines.add("Generation %d is %s%s, replay %s"
                .formatted(replay.generation(), replay.state(), replay.dryRun() ? " (dry run)" : "", replay.id()));
        lines.add("%s %4s  %s  %s%s of %s events"
                .formatted(
                        Figures.bar(replay.done(), replay.total(), BAR),
                        Figures.percent(replay.done(), replay.total()),
                        Figures.rate(replay.eventsPerSecond()),
                        replay.etaSeconds() == null ? "" : Figures.eta(replay.etaSeconds()) + "  ",
                        Figures.count(replay.done()),
                        Figures.count(replay.total())));
        List<Part> underWay = replay.partitions().stream()
                .filter(Part::isUnderWay)
                .sorted(Comparator.comparingLong((Part part) -> part.total() - part.done())
                        .reversed())
                .toList();
        underWay.stream().limit(MOST_PARTITIONS).map(ProgressView::line).forEach(lines::add);
        lines.add("  " + summary(replay, underWay.size()));
        lines.add("  lag %s behind the head%s"
                .formatted(
                        Figures.count(replay.lag()),
                        replay.passedOver() == 0
                                ? ""
                                : ", " + Figures.count(replay.passedOver())
                                        + " records that are no events passed over"));
        return lines.stream()
                .map(String::stripTrailing)
                .map(line -> line.length() < width ? line : line.substring(0, width - 1))
                .toList();
    }

    /// Without a terminal: everything that matters on one line.
    static String plain(Replay replay) {
        List<String> parts = new ArrayList<>(List.of(
                "%s %s".formatted(replay.state(), Figures.percent(replay.done(), replay.total())),
                "%d/%d events".formatted(replay.done(), replay.total()),
                "%d/s".formatted(Math.round(replay.eventsPerSecond()))));
        if (replay.etaSeconds() != null) {
            parts.add("ETA " + replay.etaSeconds() + "s");
        }
        parts.add("lag " + replay.lag());
        if (replay.slowest() != null) {
            parts.add("slowest " + replay.slowest());
        }
        if (replay.passedOver() > 0) {
            parts.add("passed over " + replay.passedOver());
        }
        return String.join(", ", parts);
    }

    private static String line(Part part) {
        return "  %-14s %s %4s  %s  %s"
                .formatted(
                        part.name(),
                        Figures.bar(part.done(), part.total(), SHORT_BAR),
                        Figures.percent(part.done(), part.total()),
                        Figures.rate(part.eventsPerSecond()),
                        Figures.eta(part.etaSeconds()));
    }

    private static String summary(Replay replay, int underWay) {
        long done = replay.partitions().stream().filter(Part::isDone).count();
        long waiting = replay.partitions().size() - done - underWay;
        String more = underWay > MOST_PARTITIONS ? (underWay - MOST_PARTITIONS) + " more under way, " : "";
        String shown = "%s%d of %d partitions done"
                .formatted(more, done, replay.partitions().size());
        String slowest = replay.slowest() == null || underWay == 0 ? "" : ", slowest " + replay.slowest();
        return (waiting == 0 ? shown : shown + ", " + waiting + " not begun") + slowest;
    }
}
