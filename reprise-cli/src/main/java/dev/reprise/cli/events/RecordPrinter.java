package dev.reprise.cli.events;

import dev.reprise.cli.OutputFormat;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;

/// Prints records one after another, each at once.
final class RecordPrinter {
    private static final String ROW = "%-24s %-16s %-20s %5s %-36s %s%n";

    private final PrintWriter out;
    private final OutputFormat format;
    private final boolean showPayload;
    private boolean any;

    RecordPrinter(PrintWriter out, OutputFormat format, boolean showPayload) {
        this.out = out;
        this.format = format;
        this.showPayload = showPayload;
    }

    void begin() {
        switch (format) {
            case table -> out.printf(ROW, "RECEIVED", "POSITION", "TYPE", "SEQ", "SUBJECT", showPayload ? "DATA" : "");
            case json -> out.print("[");
            case ndjson -> {}
        }
        out.flush();
    }

    /// @return whether somebody still reads the output
    boolean print(ShownRecord shown) {
        switch (format) {
            case table -> row(shown);
            case json -> out.print((any ? ",\n" : "\n") + OutputFormat.json(shown));
            case ndjson -> out.println(OutputFormat.line(shown));
        }
        any = true;
        return !out.checkError();
    }

    void end() {
        if (format == OutputFormat.json) {
            out.println(any ? "\n]" : "]");
        }
        out.flush();
    }

    private void row(ShownRecord shown) {
        ShownRecord.NoEvent noEvent = shown.noEvent();
        String remark = noEvent == null
                ? ""
                : "no event: %s (%s) "
                        .formatted(noEvent.message(), noEvent.reason().name().toLowerCase(Locale.ROOT));
        out.printf(
                ROW,
                shown.received(),
                shown.position(),
                shown.header("ce_type"),
                shown.header("ce_sequence"),
                shown.header("ce_subject"),
                remark + (showPayload ? OutputFormat.line(shown.data()) : ""));
    }

    /// One record whole, on many lines.
    static String whole(ShownRecord shown) {
        StringBuilder text = new StringBuilder();
        line(text, "position", shown.position());
        line(text, "received", shown.received());
        line(text, "key", Objects.requireNonNullElse(shown.key(), "-"));
        shown.headers().forEach((name, value) -> line(text, name, value));
        if (shown.noEvent() != null) {
            line(text, "no event", shown.noEvent().message());
        }
        return text + "\n" + OutputFormat.json(shown.data());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-18s %s%n".formatted(name, value));
    }
}
