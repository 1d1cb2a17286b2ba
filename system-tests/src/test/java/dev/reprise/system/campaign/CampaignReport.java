package dev.reprise.system.campaign;

import dev.reprise.system.campaign.History.Outcome;
import dev.reprise.system.campaign.Nemesis.Suffered;
import dev.reprise.system.campaign.Violation.Check;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures of a campaign, as a table for people.
record CampaignReport(List<Outcomes> runs) {

    String text() {
        StringBuilder text = new StringBuilder("\nCampaign\n");
        line(text, "runs", runs.size());
        line(text, "seeds", runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(" ")));
        line(text, "operations", runs.stream().mapToLong(Outcomes::operations).sum());
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            line(
                    text,
                    "writes " + name,
                    runs.stream().mapToLong(run -> run.writes(outcome)).sum());
        }
        line(
                text,
                "reads answered",
                runs.stream().mapToLong(run -> run.history().reads().size()).sum());
        line(
                text,
                "reads unanswered",
                runs.stream().mapToLong(Outcomes::readsWithoutAnswer).sum());
        line(
                text,
                "events on the topics",
                runs.stream().mapToLong(Outcomes::events).sum());
        for (Fault.Kind kind : Fault.Kind.values()) {
            line(
                    text,
                    "fault: " + kind,
                    recoveries(suffered().filter(each -> each.fault().kind() == kind)));
        }
        line(text, "faults", recoveries(suffered()));
        for (Check check : Check.values()) {
            line(
                    text,
                    check.toString(),
                    violations().filter(violation -> violation.check() == check).count());
        }
        line(text, "violations", violations().count());
        runs.stream()
                .filter(run -> !run.violations().isEmpty())
                .forEach(run -> line(text, "run it again with", "-Dreprise.campaign.seed=" + run.seed()));
        return text.toString();
    }

    private Stream<Suffered> suffered() {
        return runs.stream().flatMap(run -> run.suffered().stream());
    }

    private Stream<Violation> violations() {
        return runs.stream().flatMap(run -> run.violations().stream());
    }

    private static String recoveries(Stream<Suffered> suffered) {
        List<Long> milliseconds =
                suffered.map(each -> each.recovery().toMillis()).sorted().toList();
        return milliseconds.isEmpty()
                ? "0"
                : "%-6d caught up after p50 %.1f s, p95 %.1f s, longest %.1f s"
                        .formatted(
                                milliseconds.size(),
                                percentile(milliseconds, 50) / 1e3,
                                percentile(milliseconds, 95) / 1e3,
                                milliseconds.getLast() / 1e3);
    }

    /// The smallest value that so many in a hundred don't exceed (nearest rank).
    static long percentile(List<Long> sorted, int percent) {
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(0, rank - 1));
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append("  %-36s %s%n".formatted(name, value));
    }
}
