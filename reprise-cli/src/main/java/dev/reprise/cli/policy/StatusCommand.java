package dev.reprise.cli.policy;

import dev.reprise.cli.http.ServiceOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        description = "Show a preview or a rescreen as it is now: how far it is, or what it found.",
        footer = {"", "Ends as `preview` and `rescreen` do; 0 while it is under way."})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOption moderation = new ServiceOption("moderation-service");

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(paramLabel = "ID", description = "Which preview or rescreen.")
    private String id = "";

    @Option(names = "--watch", description = "Watch it to its end.")
    private boolean watch;

    @Override
    public Integer call() throws InterruptedException {
        return moderation.use(client -> {
            Policies policies = new Policies(client);
            PolicyRun run = policies.find(id);
            return watch ? options.toEnd(run, policies, moderation) : options.print(run, policies, moderation);
        });
    }
}
