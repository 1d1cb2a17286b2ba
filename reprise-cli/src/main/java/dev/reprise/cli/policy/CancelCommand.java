package dev.reprise.cli.policy;

import dev.reprise.cli.ExitCode;
import dev.reprise.cli.OutputFormat;
import dev.reprise.cli.http.ServiceOption;
import dev.reprise.cli.policy.PolicyRun.Kind;
import dev.reprise.cli.policy.PolicyRun.State;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "End a preview or a rescreen that is under way. What a rescreen has decided stays decided.",
        footer = {"", "Ends with 0 when it is canceled, 5 when it had ended before."})
final class CancelCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Parameters(paramLabel = "ID", description = "Which preview or rescreen.")
    private String id = "";

    @Override
    public Integer call() throws InterruptedException {
        return moderation.use(client -> {
            Policies policies = new Policies(client);
            PolicyRun run = policies.cancel(policies.find(id));
            boolean canceled = run.state() == State.CANCELED;
            moderation.json(run.json());
            if (moderation.format() == OutputFormat.table) {
                moderation.out().println(text(run, canceled));
                moderation.out().flush();
            }
            return canceled ? ExitCode.DONE : ExitCode.CONFLICT;
        });
    }

    private static String text(PolicyRun run, boolean canceled) {
        if (!canceled) {
            return "The %s had ended before: it is %s.".formatted(run.kind(), run.state());
        }
        return run.kind() == Kind.PREVIEW
                ? "The preview is canceled."
                : "The rescreen is canceled. What it has decided stays decided.";
    }
}
