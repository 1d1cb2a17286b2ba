package dev.reprise.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;

/// What the demo says at its end: what readers see now.
///
/// @param comments how many there have to be, deleted ones left out
/// @param counts what became of them
record DemoReport(int posts, int comments, Verdicts.Counts counts, int tasks) {

    void print(PrintWriter out) {
        out.printf("posts              %6d%n", posts);
        out.printf("comments approved  %6d%n", counts.approved());
        out.printf("comments rejected  %6d%n", counts.rejected());
        out.printf("comments missing   %6d%n", comments - counts.decided());
        out.printf("tasks              %6d%n", tasks);
    }

    /// @param took from the first comment until all were decided
    void printSpeed(PrintWriter out, Duration took) {
        out.printf("comments decided per second %.0f%n", counts.decided() * 1e3 / Math.max(1, took.toMillis()));
    }

    static void printChanges(PrintWriter out, ChangePlan plan) {
        out.printf("posts retitled     %6d%n", plan.posts().size());
        out.printf("posts deleted      %6d%n", plan.deletedPosts().size());
        out.printf("comments edited    %6d%n", plan.comments().size());
        out.printf("comments deleted   %6d%n", plan.deletedComments().size());
        out.printf(
                "tasks moved        %6d%n",
                plan.tasks().stream().filter(task -> !task.steps().isEmpty()).count());
    }
}
