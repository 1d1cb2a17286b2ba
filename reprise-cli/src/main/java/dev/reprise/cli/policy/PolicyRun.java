package dev.reprise.cli.policy;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.watching.Figures;
import dev.reprise.cli.watching.Watched;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A preview or a rescreen as moderation-service tells of it. Immutable.
///
/// @param json as it was told
record PolicyRun(Kind kind, JsonNode json) implements Watched {
    private static final int BAR = 30;

    enum Kind {
        PREVIEW,
        RESCREEN;

        /// Where those of this kind are found.
        String path() {
            return "/policy/" + this + "s/";
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How far it is. What this command doesn't know yet counts as under way.
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELED,
        SUPERSEDED,
        UNKNOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    String id() {
        return json.path("id").asString("");
    }

    @Override
    public State state() {
        String state = json.path("state").asString("");
        return Arrays.stream(State.values())
                .filter(each -> each.toString().equals(state))
                .findFirst()
                .orElse(State.UNKNOWN);
    }

    /// A number that it tells; 0 when it doesn't.
    long count(String name) {
        return json.path(name).asLong(0);
    }

    @Override
    public boolean hasEnded() {
        return switch (state()) {
            case WAITING, RUNNING, UNKNOWN -> false;
            case DONE, FAILED, CANCELED, SUPERSEDED -> true;
        };
    }

    /// How a command ends that shows it; DONE while it is under way.
    ExitCode exit() {
        return switch (state()) {
            case WAITING, RUNNING, UNKNOWN -> ExitCode.DONE;
            case DONE -> kind == Kind.PREVIEW && count("changes") > 0 ? ExitCode.DIFFERENCES : ExitCode.DONE;
            case FAILED, CANCELED -> ExitCode.FAILED;
            case SUPERSEDED -> ExitCode.CONFLICT;
        };
    }

    /// How it is watched again.
    String watchAgain() {
        return "./reprise policy status " + id() + " --watch";
    }

    @Override
    public String plain() {
        return state() == State.WAITING
                ? "waiting for the runs before it"
                : "%s %s, %d/%d events, %d comments, %d verdicts differ"
                        .formatted(
                                state(), percent(), count("done"), count("total"), count("comments"), count("changes"));
    }

    @Override
    public List<String> lines(int width) {
        return Stream.of(
                        "The %s %s is %s".formatted(kind, id(), state() == State.WAITING ? plain() : state()),
                        "%s %4s  %s of %s events"
                                .formatted(
                                        Figures.bar(count("done"), shownTotal(), BAR),
                                        percent(),
                                        Figures.count(count("done")),
                                        Figures.count(count("total"))),
                        "  %s comments, %s verdicts differ"
                                .formatted(Figures.count(count("comments")), Figures.count(count("changes"))))
                .map(line -> line.length() < width ? line : line.substring(0, width - 1))
                .toList();
    }

    private String percent() {
        return Figures.percent(count("done"), shownTotal());
    }

    /// It doesn't know its total before it begins; nothing of it is done then.
    private long shownTotal() {
        return hasEnded() ? count("total") : Math.max(1, count("total"));
    }
}
