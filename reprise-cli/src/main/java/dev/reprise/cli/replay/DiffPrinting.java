package dev.reprise.cli.replay;

import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.replay.DiffReading.Taker;
import dev.reprise.cli.replay.Replay.Diff;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The ways to print a diff. The head says how many documents differ, also where not all are listed.
final class DiffPrinting {
    private DiffPrinting() {}

    /// For people.
    record Table(PrintWriter out) implements Taker {
        @Override
        public void head(ObjectNode head, Diff counts) {
            out.println(
                    counts.isEmpty()
                            ? "No differences in %,d documents.".formatted(counts.compared())
                            : counts.toString());
            out.printf(
                    "live is generation %s, rebuilt is generation %s, compared at %s%n",
                    head.path("live").asString("?"),
                    head.path("rebuilt").asString("?"),
                    head.path("comparedAt").asString("?"));
        }

        @Override
        public void document(ObjectNode document) {
            out.printf(
                    "%-8s %-10s %s%n",
                    document.path("kind").asString(""),
                    document.path("collection").asString(""),
                    document.path("id").asString(""));
            for (JsonNode field : document.path("fields")) {
                out.printf(
                        "           %-24s live %s, rebuilt %s%n",
                        field.path("field").asString(""), side(field, "live"), side(field, "rebuilt"));
            }
        }

        private static String side(JsonNode field, String side) {
            return field.has(side) ? OutputFormat.line(field.path(side)) : "(absent)";
        }

        @Override
        public void end(long more) {
            if (more > 0) {
                out.printf("… and %,d more%n", more);
            }
        }
    }

    /// One value, written as it is read.
    static final class Json implements Taker {
        private final PrintWriter out;
        private boolean any;

        Json(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void head(ObjectNode head, Diff counts) {
            String text = OutputFormat.json(head);
            out.print(text.substring(0, text.lastIndexOf('}')).stripTrailing() + ",\n  \"items\" : [");
        }

        @Override
        public void document(ObjectNode document) {
            out.print(
                    (any ? ",\n" : "\n") + OutputFormat.json(document).indent(4).stripTrailing());
            any = true;
        }

        @Override
        public void end(long more) {
            out.println(any ? "\n  ]\n}" : "]\n}");
        }
    }

    /// The head, then a line for each document.
    record Lines(PrintWriter out) implements Taker {
        @Override
        public void head(ObjectNode head, Diff counts) {
            out.println(OutputFormat.line(head));
        }

        @Override
        public void document(ObjectNode document) {
            out.println(OutputFormat.line(document));
        }

        @Override
        public void end(long more) {}
    }
}
