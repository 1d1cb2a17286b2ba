package dev.reprise.cli.policy;

import dev.reprise.cli.policy.PolicyRun.Kind;
import dev.reprise.cli.watching.Figures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a run found, for people.
final class Findings {
    private static final String FACT = "%-11s %s%n";
    private static final String ROW = "%-40s %-10s %-20s %-10s %s%n";

    private Findings() {}

    static void print(PolicyRun run, List<JsonNode> changes, PrintWriter out) {
        out.printf(FACT, run.kind(), run.id() + ", " + run.state());
        out.printf(FACT, "events", "%s of %s read".formatted(number(run, "done"), number(run, "total")));
        out.printf(FACT, "comments", number(run, "comments") + " judged anew");
        out.printf(
                FACT,
                "changes",
                number(run, "changes")
                        + (run.kind() == Kind.PREVIEW ? " verdicts would change" : " verdicts differed"));
        for (JsonNode shift : run.json().path("shifts")) {
            out.printf(FACT, "", "  " + Findings.shift(shift));
        }
        out.printf(
                FACT,
                "left alone",
                "%s decided by a moderator, %s that depend on a classifier%s"
                        .formatted(
                                number(run, "byModerator"),
                                number(run, "unclassified"),
                                run.kind() == Kind.PREVIEW
                                        ? ""
                                        : ", %s decided, edited or deleted meanwhile"
                                                .formatted(number(run, "overtaken"))));
        if (!changes.isEmpty()) {
            table(run, changes, out);
        }
        out.flush();
    }

    private static void table(PolicyRun run, List<JsonNode> changes, PrintWriter out) {
        out.println();
        out.printf(ROW, "COMMENT", "FROM", "RULE", "TO", "RULE");
        for (JsonNode change : changes) {
            out.printf(
                    ROW,
                    change.path("commentId").asString("") + "@"
                            + change.path("revision").asInt(0),
                    change.path("from").path("status").asString(""),
                    change.path("from").path("ruleId").asString("-"),
                    change.path("to").path("status").asString(""),
                    change.path("to").path("ruleId").asString("-"));
        }
        long more = run.count("changes") - changes.size();
        if (more > 0) {
            out.printf("… and %s more (-n 0 lists all)%n", Figures.count(more));
        }
    }

    /// What becomes what, and how often.
    static String shift(JsonNode shift) {
        return "%s → %s: %s"
                .formatted(
                        shift.path("from").asString(""),
                        shift.path("to").asString(""),
                        Figures.count(shift.path("comments").asLong(0)));
    }

    /// What to say of how it ended, or of what to do next.
    static Optional<String> remark(PolicyRun run) {
        String stays = run.kind() == Kind.PREVIEW ? "" : " What it has decided stays decided.";
        return switch (run.state()) {
            case WAITING, RUNNING, UNKNOWN -> Optional.of("It is under way. Watch it: " + run.watchAgain());
            case FAILED ->
                Optional.of("The %s failed: %s%s"
                        .formatted(run.kind(), run.json().path("reason").asString("nothing says why."), stays));
            case CANCELED -> Optional.of("The %s was canceled.%s".formatted(run.kind(), stays));
            case SUPERSEDED ->
                Optional.of("Another policy was put in force meanwhile." + stays
                        + " Apply the new one: ./reprise policy rescreen");
            case DONE ->
                run.kind() == Kind.PREVIEW && run.count("changes") > 0
                        ? Optional.of(
                                "Once this policy is in force, apply it to them: ./reprise policy rescreen --preview "
                                        + run.id())
                        : Optional.empty();
        };
    }

    private static String number(PolicyRun run, String name) {
        return Figures.count(run.count(name));
    }
}
