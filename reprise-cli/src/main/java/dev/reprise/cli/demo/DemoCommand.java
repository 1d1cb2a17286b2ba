package dev.reprise.cli.demo;

import dev.reprise.cli.CommandFailure;
import dev.reprise.cli.ExitCode;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.state.Run;
import dev.reprise.cli.state.RunningPart;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Write posts, comments and tasks through the public API, and wait until every comment was decided.",
        footer = {
            "",
            "About 1 comment in 12 has the word the default policy rejects. Ends with 1 when anything is missing, 4"
                    + " when it took too long."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int TASKS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final StateOption options = new StateOption();

    @Option(
            names = "--posts",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many posts (default: ${DEFAULT-VALUE}).")
    private int posts;

    @Option(
            names = "--comments",
            paramLabel = "N",
            defaultValue = "500",
            description = "How many comments (default: ${DEFAULT-VALUE}).")
    private int comments;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed writes the same texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the verdicts (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (posts < 1 || comments < 0) {
            throw new ParameterException(spec.commandLine(), "--posts must be at least 1, --comments at least 0");
        }
        Run run = options.state()
                .run()
                .filter(Run::anyAlive)
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_REACHABLE, "Nothing runs. Start it: ./reprise up"));
        DemoText text = new DemoText(seed);
        List<DemoText.Post> postTexts = text.posts(posts);
        List<DemoText.Comment> commentTexts = text.comments(comments, posts);
        try (DemoApi api = new DemoApi()) {
            Instant start = Instant.now();
            List<String> ids = InFlight.forEach(
                    postTexts,
                    progress("posts", posts),
                    post -> api.create(
                                    "POST",
                                    url(run, "post-service") + "/posts",
                                    post.author(),
                                    Map.of("title", post.title(), "body", post.body()))
                            .path("id")
                            .asString());
            Instant firstComment = Instant.now();
            InFlight.forEach(
                    commentTexts,
                    progress("comments", comments),
                    comment -> api.create(
                            "POST",
                            url(run, "comment-service") + "/posts/" + ids.get(comment.post()) + "/comments",
                            comment.author(),
                            Map.of("content", comment.content())));
            InFlight.forEach(
                    text.tasks(TASKS),
                    progress("tasks", TASKS),
                    task -> api.create(
                            "PUT",
                            url(run, "task-service") + "/v1/tasks",
                            "demo",
                            Map.of("name", task.name(), "description", task.description())));
            Verdicts verdicts = new Verdicts(api, url(run, "query-service"), written(ids, commentTexts));
            boolean complete = verdicts.await(start.plusSeconds(timeoutSeconds), progress("verdicts", comments));
            report(verdicts.counts(), Duration.between(firstComment, Instant.now()));
            return (complete ? ExitCode.DONE : ExitCode.TIMED_OUT).status();
        }
    }

    private static Map<String, Integer> written(List<String> ids, List<DemoText.Comment> comments) {
        Map<String, Integer> written = new HashMap<>();
        ids.forEach(id -> written.put(id, 0));
        comments.forEach(comment -> written.merge(ids.get(comment.post()), 1, Integer::sum));
        return written;
    }

    private void report(Verdicts.Counts counts, Duration took) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("posts              %6d%n", posts);
        out.printf("comments approved  %6d%n", counts.approved());
        out.printf("comments rejected  %6d%n", counts.rejected());
        out.printf("comments missing   %6d%n", comments - counts.decided());
        out.printf("tasks              %6d%n", TASKS);
        out.printf("comments decided per second %.0f%n", counts.decided() * 1e3 / Math.max(1, took.toMillis()));
        out.flush();
    }

    private Progress progress(String step, int total) {
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Progress(spec.commandLine().getErr(), isTerminal, step, total);
    }

    private static String url(Run run, String part) {
        return run.part(part)
                .map(RunningPart::url)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.NOT_REACHABLE, part + " doesn't run. Start it: ./reprise up"));
    }
}
