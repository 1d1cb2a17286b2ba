package dev.reprise.bench;

import dev.reprise.bench.report.Figures;
import dev.reprise.bench.report.Requirement;
import java.util.List;

/// What can be measured, by its name on the command line, in the order in which all of it is.
enum Measurement {
    memory("what the whole system takes, idle after the demo"),
    start("query-service's start with the JVM's AOT cache ÷ without"),
    pages("pages, and 304s, ÷ a bare handler's answers"),
    visible("a comment till readers see it ÷ three raw hops"),
    writes("posts ÷ bare durable inserts"),
    bigpost("a post with many comments ÷ one with few"),
    screening("comments that a policy screens in a second, on one core"),
    preview("what another policy would decide about 100,000 comments"),
    fold("reading and folding a history ÷ reading and parsing it"),
    rebuild("a rebuild ÷ (reading and parsing + inserting)"),
    once("one rebuild in a cold JVM, and its memory"),
    reads("reads during a replay ÷ reads at rest");

    private final String description;

    Measurement(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /// What its figures have to reach; none where they only tell.
    List<Requirement> requirements() {
        return switch (this) {
            case memory -> MemoryAfterDemo.REQUIRED;
            case start -> Starts.REQUIRED;
            case pages -> PagesAgainstBare.REQUIRED;
            case visible -> VisibleComments.REQUIRED;
            case writes -> PostWrites.REQUIRED;
            case bigpost -> BigPosts.REQUIRED;
            case screening -> ScreeningRates.REQUIRED;
            case preview -> Previews.REQUIRED;
            case fold, rebuild, once, reads -> List.of();
        };
    }

    Figures measure(Workplace place) throws Exception {
        return switch (this) {
            case memory -> MemoryAfterDemo.measure(place);
            case start -> Starts.measure(place);
            case pages -> PagesAgainstBare.measure(place);
            case visible -> VisibleComments.measure(place);
            case writes -> PostWrites.measure(place);
            case bigpost -> BigPosts.measure(place);
            case screening -> ScreeningRates.measure(place);
            case preview -> Previews.measure(place);
            case fold, rebuild, once -> ReplayJvm.measure(name(), place);
            case reads -> ReadsDuringRebuild.measure(place);
        };
    }
}
