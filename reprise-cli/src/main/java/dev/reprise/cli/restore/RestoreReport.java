package dev.reprise.cli.restore;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.PrintWriter;

/// What a restore came to, as the service told it.
///
/// @param aggregates how many were written
/// @param events how many were read
/// @param repeated how many of these stood on their topic again
/// @param passedOver how many records were no events
/// @param gappy aggregates that were restored though an event in between is missing
/// @param leftOut aggregates that were not restored, as their first event is missing
/// @param unexplained aggregates whose last cause is missing; it has its effect again if it ever comes
/// @param unpublished aggregates of the replaced database that had events which were never published, and now are lost
/// @param notRestored what no topic tells
record RestoreReport(
        String service,
        long aggregates,
        long events,
        long repeated,
        long passedOver,
        long gappy,
        long leftOut,
        long unexplained,
        long unpublished,
        double seconds,
        String notRestored) {

    /// Whether the history had no holes.
    @JsonIgnore
    boolean isWhole() {
        return gappy == 0 && leftOut == 0 && unexplained == 0;
    }

    void print(PrintWriter out) {
        out.printf("%-22s %10s%n", "service", service);
        out.printf("%-22s %10d%n", "aggregates restored", aggregates);
        out.printf("%-22s %10d%n", "events read", events);
        out.printf("%-22s %10d%n", "repeated events", repeated);
        out.printf("%-22s %10d%n", "records passed over", passedOver);
        count(out, "restored with a gap", gappy);
        count(out, "left out", leftOut);
        count(out, "cause missing", unexplained);
        count(out, "unpublished changes", unpublished);
        out.printf("%-22s %10.1f%n", "seconds", seconds);
        out.printf("%-22s %s%n", "not restored", notRestored);
    }

    private static void count(PrintWriter out, String what, long count) {
        if (count > 0) {
            out.printf("%-22s %10d%n", what, count);
        }
    }
}
