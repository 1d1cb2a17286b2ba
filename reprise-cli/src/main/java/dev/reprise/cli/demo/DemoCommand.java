package dev.reprise.cli.demo;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.Progress;
import dev.reprise.cli.StateOption;
import dev.reprise.cli.demo.Authoring.Written;
import dev.reprise.cli.state.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
            names = "--changes",
            description = "Go on for a while: retitle posts, edit comments, some of them into and out of what the"
                    + " policy rejects, delete some of both, and move more tasks along their statuses.")
    private boolean changes;

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
        Run run = options.running();
        try (DemoApi api = new DemoApi()) {
            return demo(api, Addresses.of(run)).status();
        }
    }

    private ExitCode demo(DemoApi api, Addresses addresses) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(timeoutSeconds);
        ChangePlan plan = changes ? ChangePlan.of(seed, posts, comments, TASKS) : ChangePlan.none();
        Authoring authoring = new Authoring(api, addresses, this::progress);
        Written written = authoring.write(new DemoText(seed), posts, comments, TASKS);
        if (changes) {
            written = written.withTasks(authoring.tasks(plan.moreTasks()));
            new Changes(api, addresses, this::progress, plan).make(written);
        }
        Map<String, Integer> left = plan.left(written);
        Verdicts verdicts = new Verdicts(api, addresses.query(), left);
        int total = left.values().stream().mapToInt(Integer::intValue).sum();
        boolean complete = verdicts.await(deadline, progress("verdicts", total));
        PrintWriter out = spec.commandLine().getOut();
        DemoReport report = new DemoReport(
                left.size(), total, verdicts.counts(), written.tasks().size());
        report.print(out);
        if (changes) {
            DemoReport.printChanges(out, plan);
        } else {
            report.printSpeed(out, Duration.between(written.firstComment(), Instant.now()));
        }
        out.flush();
        return complete ? ExitCode.DONE : ExitCode.TIMED_OUT;
    }

    private Progress progress(String step, int total) {
        return new Progress(spec.commandLine().getErr(), step, total);
    }
}
