package dev.reprise.bench.report;

import java.util.List;
import java.util.Locale;

/// A report for people.
public final class Table {

    private static final String LINE = "%-54s %8s %8s %12s  %-23s %4s  %s%n";

    private Table() {}

    /// First what is required, then what it is made of.
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        report.circumstances().forEach((name, value) -> text.append("%s: %s%n".formatted(name, value)));
        append(
                text,
                "RATIO",
                report.rows().stream().filter(row -> row.requirement() != null).toList());
        append(
                text,
                "BESIDES",
                report.rows().stream().filter(row -> row.requirement() == null).toList());
        report.failures().forEach((what, why) -> text.append("%n%s could not be measured: %s%n".formatted(what, why)));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append(System.lineSeparator());
        text.append(LINE.formatted(title, "MUST", "GOAL", "MEDIAN", "(MIN – MAX)", "RUNS", "")
                .stripTrailing());
        text.append(System.lineSeparator());
        rows.forEach(row -> text.append(line(row)));
    }

    private static String line(Row row) {
        Spread spread = row.spread();
        Requirement required = row.requirement();
        String text = LINE.formatted(
                row.measurement() + ": " + row.figure(),
                required == null ? "" : bound(required, required.must()),
                required == null ? "" : bound(required, required.goal()),
                number(spread.median()),
                "(" + number(spread.least()) + " – " + number(spread.most()) + ")",
                spread.count(),
                required == null ? "" : required.verdict(spread));
        return text.stripTrailing() + System.lineSeparator();
    }

    private static String bound(Requirement requirement, double value) {
        return requirement.direction().sign() + " " + number(value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
