package dev.reprise.query.replays;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.reprise.query.rebuild.Window;
import dev.reprise.starter.openapi.Refuses;
import dev.reprise.starter.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a replay is asked to do.
///
/// @param window the part of history that is folded
/// @param cutover what happens once it is ready
/// @param dryRun whether it only tells what would differ
/// @param maxEventsPerSecond at most that many; 0 for no limit
/// @param park whether the keys of events that can't be folded are left out; otherwise the replay fails
record Plan(Window window, Cutover cutover, boolean dryRun, long maxEventsPerSecond, boolean park) {

    /// Who decides about the switch.
    enum Cutover {
        /// Switches by itself when nothing differs, and waits for a person when something does.
        @JsonProperty("auto")
        AUTO("auto"),
        /// Waits for a person.
        @JsonProperty("manual")
        MANUAL("manual");

        private final String wireName;

        Cutover(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /// Marks what takes a plan and refuses it.
    @Refuses(
            status = 400,
            code = "invalid-from",
            detail = "from is an RFC 3339 time in UTC, e.g. 2026-05-04T09:30:00Z.")
    @Refuses(
            status = 400,
            code = "invalid-until",
            detail = "until is an RFC 3339 time in UTC, e.g. 2026-05-04T09:30:00Z.")
    @Refuses(
            status = 400,
            code = "until-in-future",
            detail = "until is 2036-05-04T09:30:00Z, and now it is 2026-05-04T09:30:00Z: leave it out to replay all"
                    + " there is.")
    @Refuses(status = 400, code = "from-after-until", detail = "from has to be before until.")
    @Refuses(
            status = 400,
            code = "invalid-rate",
            detail = "maxEventsPerSecond is at least 1; leave it out for no limit.")
    @Refuses(status = 400, code = "invalid-cutover", detail = "cutover is auto or manual.")
    @Refuses(
            status = 409,
            code = "replay-running",
            detail = "Another replay is under way; there is one at a time. Wait for it, switch it in or cancel it.",
            extras = "{\"replay\":\"01980c5e-7d4a-7c3b-9a51-2f0e6d1b8a90\"}")
    @Refuses(
            status = 409,
            code = "history-truncated",
            detail = "The first events of posts-3 begins at 17 are gone, so a model built from the rest would lack what"
                    + " they told. Restore the topics; the live model is left as it is.")
    @Refuses(
            status = 503,
            code = "broker-not-reachable",
            detail = "The broker does not answer, so it is not known what there is to replay. Try again.")
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Refused {}

    /// A plan as it is asked for over HTTP.
    ///
    /// @param from `beginning`, which is the default, or an RFC 3339 time
    /// @param until an RFC 3339 time; absent for all there is and will be
    /// @param cutover `auto`, which is the default, or `manual`
    @Schema(name = "ReplayPlan")
    record Request(
            @Schema(description = "`beginning` or an RFC 3339 time in UTC.", defaultValue = "beginning") @Nullable
            String from,

            @Schema(
                    format = "date-time",
                    description = "Not in the future; without it all there is and will be. A part of history is never"
                            + " switched in.")
            @Nullable
            String until,

            @Schema(
                    allowableValues = {"auto", "manual"},
                    defaultValue = "auto",
                    description = "Whether it is switched in by itself when nothing differs, or waits for a person.")
            @Nullable
            String cutover,

            @Schema(defaultValue = "false", description = "Whether it only tells what would differ.") @Nullable
            Boolean dryRun,

            @Schema(minimum = "1", description = "Without it there is no limit.") @Nullable
            Long maxEventsPerSecond,

            @Schema(
                    defaultValue = "false",
                    description = "Whether an event that can't be folded is parked and its key left out from there on."
                            + " Otherwise the replay fails and says which event it was.")
            @Nullable
            Boolean park) {

        /// Years have four digits (RFC 3339, 5.6). Java's time reaches further than the store's.
        private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        /// @throws dev.reprise.starter.web.ProblemException 400 with a code for each mistake
        Plan checked(Instant now) {
            Instant first = from == null || from.equals("beginning") ? null : time(from, "from", "invalid-from");
            Instant last = until == null ? null : time(until, "until", "invalid-until");
            if (last != null && last.isAfter(now)) {
                throw Problem.badRequest(
                                "until-in-future",
                                "until is %s, and now it is %s: leave it out to replay all there is."
                                        .formatted(last, now))
                        .exception();
            }
            if (first != null && first.isAfter(now)) {
                throw Problem.badRequest("invalid-from", "from is %s, and now it is %s.".formatted(first, now))
                        .exception();
            }
            if (first != null && last != null && first.isAfter(last)) {
                throw Problem.badRequest("from-after-until", "from has to be before until.")
                        .exception();
            }
            long most = maxEventsPerSecond == null ? 0 : maxEventsPerSecond;
            if (most < 0 || (maxEventsPerSecond != null && most == 0)) {
                throw Problem.badRequest("invalid-rate", "maxEventsPerSecond is at least 1; leave it out for no limit.")
                        .exception();
            }
            return new Plan(
                    new Window(first, last),
                    parsedCutover(),
                    Boolean.TRUE.equals(dryRun),
                    most,
                    Boolean.TRUE.equals(park));
        }

        private static Instant time(String text, String field, String code) {
            try {
                Instant time = Instant.parse(text);
                if (!time.isBefore(FIRST) && time.isBefore(END)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                throw noTime(field, code);
            }
            throw noTime(field, code);
        }

        private static RuntimeException noTime(String field, String code) {
            return Problem.badRequest(code, field + " is an RFC 3339 time in UTC, e.g. 2026-05-04T09:30:00Z.")
                    .exception();
        }

        private Cutover parsedCutover() {
            return cutover == null
                    ? Cutover.AUTO
                    : Arrays.stream(Cutover.values())
                            .filter(known -> known.wireName().equals(cutover))
                            .findFirst()
                            .orElseThrow(() -> Problem.badRequest("invalid-cutover", "cutover is auto or manual.")
                                    .exception());
        }
    }

    /// Whether the result may be switched in: only a model of all of history may.
    boolean isForServing() {
        return window.isWhole() && !dryRun;
    }
}
